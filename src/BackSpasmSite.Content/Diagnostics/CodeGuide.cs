using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Diagnostics;

/// <summary>What each code of <c>check</c> means, from the tables of the author's guide, <c>content/README.md</c>, which is part of the program.</summary>
internal static partial class CodeGuide
{
    private static readonly Lazy<FrozenDictionary<string, CodeExplanation>> All = new(Read);

    /// <summary>Every code, in alphabetical order.</summary>
    public static IEnumerable<string> Codes => All.Value.Keys.Order(StringComparer.Ordinal);

    /// <param name="code">In any case.</param>
    public static CodeExplanation? Find(string code) => All.Value.GetValueOrDefault(code.Trim().ToUpperInvariant());

    private static FrozenDictionary<string, CodeExplanation> Read()
    {
        using var stream = typeof(CodeGuide).Assembly.GetManifestResourceStream("guide.md")!;
        using var reader = new StreamReader(stream);
        return Row().Matches(reader.ReadToEnd())
            .Select(row => new CodeExplanation(row.Groups["code"].Value, Plain(row.Groups["meaning"].Value), Plain(row.Groups["fix"].Value)))
            .ToFrozenDictionary(explanation => explanation.Code);
    }

    /// <summary>Without the marks of Markdown, except those of code, which show where it begins and ends.</summary>
    private static string Plain(string cell)
    {
        var parts = cell.Trim().Split('`');
        for (var i = 0; i < parts.Length; i += 2)
            parts[i] = Mark().Replace(parts[i], "${words}");
        return string.Join('`', parts).Replace("\\|", "|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (?<code>[A-Z]{3}[0-9]{3}) \| (?<meaning>(?:[^|\n\\]|\\.)+) \| (?<fix>(?:[^|\n\\]|\\.)+) \|\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>A link, emphasis or an escaped sign.</summary>
    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\([^)]+\)|\*{1,2}(?<words>[^*]+)\*{1,2}|\\(?<words>[^|\w\s])", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

/// <param name="Meaning">What is wrong, as the guide says it; begins with “Warning” for a warning.</param>
/// <param name="Remedy">How to fix it.</param>
internal sealed record CodeExplanation(string Code, string Meaning, string Remedy);
