namespace BackSpasmSite.Pages;

/// <summary>STUB for the branch `operations` only: the Pages room replaces this file.</summary>
internal static class Stylesheet
{
    public static string Hash => "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
}
