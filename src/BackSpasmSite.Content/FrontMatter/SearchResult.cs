namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Checks that a title and a description fit a search engine's result, which cuts off what is longer.</summary>
internal static class SearchResult
{
    private const int LongestTitle = 70;
    private const int LongestDescription = 170;

    /// <param name="descriptionLimit">Over this a description is reported as an error elsewhere.</param>
    public static void Validate(YamlFields fields, int descriptionLimit = int.MaxValue)
    {
        Validate(fields, "title", LongestTitle, int.MaxValue);
        Validate(fields, "description", LongestDescription, descriptionLimit);
    }

    private static void Validate(YamlFields fields, string key, int most, int limit)
    {
        // Read without reporting again what reading the value has reported.
        if ((fields with { Diagnostics = [] }).Text(key) is not { } text || text.Length > limit) return;
        var length = new System.Globalization.StringInfo(text).LengthInTextElements;
        if (length > most) fields.Diagnostics.Add(ArticleDiagnostics.TooLongForSearch(fields.Yaml, fields.OffsetOf(key), key, length, most));
    }
}
