namespace BackSpasmSite.Articles.Yaml;

/// <summary>Writes a value so that YAML reads it back as it is.</summary>
internal static class YamlQuote
{
    /// <summary>The value in double quotation marks, with what is special in them escaped.</summary>
    public static string Of(string value) => $"\"{value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)
        .Replace("\t", @"\t", StringComparison.Ordinal)}\"";
}
