namespace BackSpasmSite.Content.Bibliography;

/// <summary>The address of a paper's page.</summary>
internal static class PaperAddress
{
    /// <summary>As a link names it, such as <c>/papers/maselli-2020</c>; escaped where the id has characters that need it.</summary>
    public static string Of(string id) => $"/papers/{Uri.EscapeDataString(AddressName.Of(id))}";
}
