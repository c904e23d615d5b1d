using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Markdown;

internal static class MarkdownDiagnostics
{
    public static Diagnostic UnknownBox(SourceText source, int offset, string? name) => source.Error(offset, "ART016",
        string.IsNullOrEmpty(name)
            ? $"A box needs a name after the colons. The names are: {Names}."
            : $"There is no box “{name}”.{DidYouMean.Hint(name, BoxKind.All.Select(kind => kind.Name))} The names are: {Names}.");

    public static Diagnostic BoxTitle(SourceText source, int offset, string words) => source.Error(offset, "ART016",
        $"“{words}” would be lost: a box already has a title. Put the words on the next line.");

    public static Diagnostic EmptyBox(SourceText source, int offset) => source.Warning(offset, "ART016",
        "This box is empty. Write its text between its two lines, or remove the box.");

    public static Diagnostic BoxNotClosed(SourceText source, int offset) => source.Error(offset, "ART016",
        "This box is not closed. Put a line with ::: after its last line.");

    public static Diagnostic RawHtml(SourceText source, int offset, string html) => source.Error(offset, "ART017",
        $"HTML is left out: {Short(html)} Use Markdown instead, or \\< to print the sign.");

    public static Diagnostic CommentNotClosed(SourceText source, int offset) => source.Error(offset, "ART017",
        "This comment is not closed, so everything after it is left out. Put --> at its end.");

    public static Diagnostic SecondTitle(SourceText source, int offset) => source.Warning(offset, "ART019",
        "A heading with one # is as large as the title. Use ## for the sections of an article.");

    public static Diagnostic SkippedLevel(SourceText source, int offset, int above) => source.Warning(offset, "ART022",
        $"This heading is more than one level below the one before it, which confuses people who use a screen reader. Use {new string('#', above + 1)} here.");

    private static string Names => string.Join(", ", BoxKind.All.Select(kind => kind.Name));

    private static string Short(string html)
    {
        var line = html.Trim().ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : $"{line[..60]}…";
    }
}
