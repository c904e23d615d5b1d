using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Markdown;

internal static class LinkDiagnostics
{
    public static Diagnostic NotAllowed(SourceText source, int offset, string address) => source.Error(offset, "LNK001", LinkAddress.HasUserInfo(address)
        ? "This address has a user name or password before the @, which every reader would see. Remove everything up to and including the @."
        : $"“{Short(address)}” can't be a link here: only https, http, mailto and tel addresses and files of this site are allowed. It is printed as text.{LinkAddress.Hint(address)}");

    public static Diagnostic ForeignPicture(SourceText source, int offset, string address) => source.Error(offset, "LNK001",
        $"“{Short(address)}” is not one of this site's pictures. Put the picture into content/images and write its address as images/….{LinkAddress.PictureHint(address)}");

    public static Diagnostic NoSuchTarget(SourceText source, int offset, string address, string hint) => source.Error(offset, "LNK002",
        $"There is no “{Short(address)}” on this site.{hint}");

    public static Diagnostic HiddenTarget(SourceText source, int offset, string address) => source.Error(offset, "LNK002",
        $"Readers can't see “{Short(address)}” yet: it is a draft or scheduled, or a topic that only such articles have. Link to it once it is published.");

    public static Diagnostic NoSuchHeading(SourceText source, int offset, string anchor, string hint) => source.Error(offset, "LNK003",
        $"There is no heading with the id “{Short(anchor)}” there.{hint}");

    public static Diagnostic NoSuchPicture(SourceText source, int offset, string address, string hint) => source.Error(offset, "LNK004",
        $"There is no picture “{Short(address)}” in the content folder.{hint}");

    public static Diagnostic NoAlt(SourceText source, int offset, string path) => source.Error(offset, "LNK005",
        $"The picture “{Short(path)}” has no alt text. Say what a reader who can't see it needs to know: ![text](picture) or alt: \"text\".");

    public static Diagnostic LostCaption(SourceText source, int offset, string caption) => source.Error(offset, "LNK007",
        $"The caption “{Short(caption)}” is lost, because this picture is inside a paragraph. Put an empty line before and after the picture.");

    /// <summary>Screen readers list links without their sentences, and then such words say nothing.</summary>
    public static Diagnostic WordsSayNothing(SourceText source, int offset, string words) => source.Warning(offset, "LNK011",
        $"“{words}” does not say where this link leads. Make the words that name its target the link, such as [what helps a spasm](…).");

    /// <summary>Words that could be any link's, such as “here” or “Read more …”.</summary>
    public static bool SaysNothing(string words) => Empty.Contains(words.Trim(' ', '.', '…', ',', ':', ';', '!', '?', '>', '»', '›', '→', '(', ')', '[', ']', '“', '”', '"', '\'', '‘', '’'));

    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "here", "click", "click here", "click this", "click this link", "click on this link", "press here", "tap here", "follow this link", "look here", "see here", "go here", "go",
        "read here", "right here", "over here", "just here", "available here", "found here", "link", "this link", "this", "this one",
        "this page", "this site", "this website", "website", "this article", "this paper", "this study",
        "more", "read more", "read this", "see more", "see this", "show more", "view more", "learn more", "find out more", "more info", "more information", "more details",
        "for more", "for more information", "read on", "continue", "continue reading", "details", "info", "information", "url", "web page",
    };

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
