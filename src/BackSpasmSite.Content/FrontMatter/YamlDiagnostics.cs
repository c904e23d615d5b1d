using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;

namespace BackSpasmSite.Content.FrontMatter;

internal static class YamlDiagnostics
{
    public const string CurlyQuotesCode = "ART009";
    public const string MissingCode = "ART011";

    public static string CurlyQuotes(string mended) =>
        $"Curly quotation marks mean nothing here. Use straight ones: {mended.Trim()}";

    public static Diagnostic CutOff(YamlText yaml, Mark at, string whole) => At(yaml, at, "ART008",
        $"Everything from # on is lost, because YAML treats it as a comment. Put the value in quotation marks: {YamlQuote.Of(whole.Trim())} (For a comment, use a line of its own.)");

    /// <param name="line">From 0, within the YAML, here and below.</param>
    public static Diagnostic NotRead(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This line can't be read and is left out. Compare its indentation and punctuation with the lines around it, or remove it.");

    public static Diagnostic NotAligned(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This line is not aligned with the lines it belongs to. Give keys that belong together the same number of spaces.");

    public static Diagnostic Tab(YamlText yaml, int line) => AtLine(yaml, line, "ART008", "This line begins with a tab. Use spaces.");

    public static Diagnostic KeyTwice(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This key is here twice. Remove one of the two.");

    public static Diagnostic Flow(YamlText yaml, int line, string text, YamlFlow flow)
    {
        var before = text.AsSpan(0, flow.At);
        // A multi-line correction would not fit into one line of advice.
        var advice = text.Contains('\n', StringComparison.Ordinal) ? "" : $" Write: {flow.Mended.Trim()}";
        return AtLine(yaml, line + before.Count('\n'), "ART008", flow.Error + advice, flow.At - before.LastIndexOf('\n') - 1);
    }

    public static Diagnostic MoreUnknownKeys(YamlText yaml, Mark at, int count) => At(yaml, at, "ART010",
        $"{count} more keys from here on are not known here.");

    public static Diagnostic TooDeep(YamlText yaml, int line) => AtLine(yaml, line, "ART018",
        $"The YAML is nested more than {YamlReader.DeepestNesting} levels deep, which is the limit. Nothing here needs more than a few.");

    public static Diagnostic TooMany(YamlText yaml, Mark at, string key, int count, int most) => At(yaml, at, "ART027",
        $"“{key}” has {count} items; the most is {most}.");

    public static Diagnostic NotAMapping(YamlText yaml) => yaml.Source.Error(yaml.Start, "ART008",
        "This should be lines of the form “key: value”.");

    public static Diagnostic UnknownKey(YamlText yaml, Mark at, string key, IReadOnlyCollection<string> known) =>
        At(yaml, at, "ART010",
            $"“{key}” is not a known key.{DidYouMean.Hint(key, known)} Known keys: {string.Join(", ", known.Order())}.");

    public static Diagnostic Missing(YamlText yaml, Mark at, string key, string example) =>
        At(yaml, at, MissingCode, $"“{key}” is missing. Add a line such as: {key}: {example}");

    public static Diagnostic WrongKind(YamlText yaml, Mark at, string key, string wanted) =>
        At(yaml, at, "ART012", $"“{key}” should be {wanted}.");

    /// <summary>What to write in braces as the key's value, or as an item of its list.</summary>
    public static string ExampleOf(string key) => key switch
    {
        "withdrawn" => "{ date: 2026-11-25, note: \"Why it was withdrawn.\" }",
        "corrections" => "{ date: 2026-11-25, note: \"What was changed and why.\" }",
        "image" => "{ src: images/heat-wrap.png, alt: \"What it shows.\" }",
        "emergency" or "advice" => "{ number: \"112\", text: \"When to call.\" }",
        _ => "{ key: value }",
    };

    public static Diagnostic ImpossibleDate(YamlText yaml, Mark at, string key, string value) =>
        At(yaml, at, "ART013", $"“{value}” is not a date. Write {key} as year-month-day, such as 2026-11-25.");

    /// <summary>Not the author's mistake.</summary>
    public static Diagnostic NoTimeZones(YamlText yaml, int at, string zone) => yaml.Source.Warning(at, "ART026",
        $"This machine has no time zone data, so days begin at midnight UTC instead of midnight in {zone}. Install it (on Debian, the package tzdata).");

    public static Diagnostic At(YamlText yaml, Mark mark, string code, string message) =>
        yaml.Source.Error(yaml.OffsetOf(mark), code, message);

    private static Diagnostic AtLine(YamlText yaml, int line, string code, string message, int column = 0) =>
        yaml.Source.Error(yaml.Source.OffsetOf(yaml.FirstLine + line) + column, code, message);
}
