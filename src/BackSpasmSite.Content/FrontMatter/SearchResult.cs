namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A search engine's result cuts off longer titles and descriptions.</summary>
internal static class SearchResult
{
    private const int LongestTitle = 70;
    private const int LongestDescription = 170;

    /// <param name="descriptionLimit">A longer description is reported as an error elsewhere.</param>
    public static void Validate(YamlFields fields, int descriptionLimit = int.MaxValue)
    {
        Validate(fields, "title", LongestTitle, int.MaxValue);
        Validate(fields, "description", LongestDescription, descriptionLimit);
    }

    private static void Validate(YamlFields fields, string key, int most, int limit)
    {
        // Reading the value has already reported what is wrong with it.
        if ((fields with { Diagnostics = [] }).Text(key) is not { } text || text.Length > limit) return;
        var length = new System.Globalization.StringInfo(text).LengthInTextElements;
        if (length > most) fields.Diagnostics.Add(ArticleDiagnostics.TooLongForSearch(fields.Yaml, fields.OffsetOf(key), key, length, most));
    }
}
