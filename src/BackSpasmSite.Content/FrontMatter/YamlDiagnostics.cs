using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>What can be wrong with YAML and with the values in it.</summary>
internal static class YamlDiagnostics
{
    public const string CurlyQuotesCode = "ART009";
    public const string MissingCode = "ART011";

    public static string CurlyQuotes(string mended) =>
        $"Curly quotation marks mean nothing here. Use straight ones: {mended.Trim()}";

    public static Diagnostic CutOff(YamlText yaml, Mark at, string whole) => At(yaml, at, "ART008",
        $"Everything from # on is lost, as YAML takes it for a comment. Put the value in quotation marks: {YamlQuote.Of(whole.Trim())} (If a comment is meant, put it on a line of its own.)");

    /// <param name="line">Counted from 0 within the YAML, as in those below.</param>
    public static Diagnostic NotRead(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This line can't be read and is left out. Compare its indentation and signs with the lines around it, or take it out.");

    public static Diagnostic NotAligned(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This line does not begin below the lines it belongs to. Give keys that belong together the same number of spaces.");

    public static Diagnostic Tab(YamlText yaml, int line) => AtLine(yaml, line, "ART008", "A tab stands at the start of this line. Use spaces.");

    public static Diagnostic KeyTwice(YamlText yaml, int line) => AtLine(yaml, line, "ART008",
        "This key stands here twice. Remove one of the two.");

    /// <param name="text">The lines as they are written.</param>
    public static Diagnostic Flow(YamlText yaml, int line, string text, YamlFlow flow)
    {
        var before = text.AsSpan(0, flow.At);
        // Several lines are no advice on one.
        var advice = text.Contains('\n', StringComparison.Ordinal) ? "" : $" Write: {flow.Mended.Trim()}";
        return AtLine(yaml, line + before.Count('\n'), "ART008", flow.Error + advice, flow.At - before.LastIndexOf('\n') - 1);
    }

    public static Diagnostic MoreUnknownKeys(YamlText yaml, Mark at, int count) => At(yaml, at, "ART010",
        $"{count} more keys from here on are not keys here.");

    public static Diagnostic TooDeep(YamlText yaml, int line) => AtLine(yaml, line, "ART018",
        $"The YAML is nested more than {YamlReader.DeepestNesting} levels deep, which is the most that is read. Nothing here needs more than a few.");

    public static Diagnostic TooMany(YamlText yaml, Mark at, string key, int count, int most) => At(yaml, at, "ART027",
        $"“{key}” has {count} items; the most is {most}.");

    public static Diagnostic NotAMapping(YamlText yaml) => yaml.Source.Error(yaml.Start, "ART008",
        "This should be lines of the form “key: value”.");

    public static Diagnostic UnknownKey(YamlText yaml, Mark at, string key, IReadOnlyCollection<string> known) =>
        At(yaml, at, "ART010",
            $"“{key}” is not a key here.{DidYouMean.Hint(key, known)} The keys are: {string.Join(", ", known.Order())}.");

    public static Diagnostic Missing(YamlText yaml, Mark at, string key, string example) =>
        At(yaml, at, MissingCode, $"“{key}” is missing. Add a line such as: {key}: {example}");

    public static Diagnostic WrongKind(YamlText yaml, Mark at, string key, string wanted) =>
        At(yaml, at, "ART012", $"“{key}” should be {wanted}.");

    public static Diagnostic ImpossibleDate(YamlText yaml, Mark at, string key, string value) =>
        At(yaml, at, "ART013", $"“{value}” is not a day. Write {key} as year-month-day, such as 2026-11-25.");

    /// <summary>ART026: no mistake of the author's.</summary>
    public static Diagnostic NoTimeZones(YamlText yaml, int at, string zone) => yaml.Source.Warning(at, "ART026",
        $"This machine has no time zone data, so days begin as in UTC and not as in {zone}. Install it (on Debian, the package tzdata).");

    public static Diagnostic At(YamlText yaml, Mark mark, string code, string message) =>
        yaml.Source.Error(yaml.OffsetOf(mark), code, message);

    private static Diagnostic AtLine(YamlText yaml, int line, string code, string message, int column = 0) =>
        yaml.Source.Error(yaml.Source.OffsetOf(yaml.FirstLine + line) + column, code, message);
}
