using Markdig.Syntax;

namespace BackSpasmSite.Content.Markdown;

/// <summary>A text as its author wrote it, understood but not yet printed: nothing in it depends on other files.</summary>
/// <param name="Links">Every link and picture, captions included.</param>
internal sealed record ParsedText(MarkdownDocument Document, IReadOnlyList<Heading> Headings, IReadOnlyList<LinkUse> Links)
{
    /// <summary>
    /// How many of the first blocks are the answer: up to the first help box where that comes before the first heading,
    /// otherwise the first paragraph.
    /// </summary>
    public int LeadLength { get; } = CountLead(Document);

    /// <summary>Every id on the printed page that a link may name.</summary>
    public IEnumerable<string> Anchors => Headings.Select(heading => heading.Id).Concat(
        Document.Descendants<Markdig.Extensions.CustomContainers.CustomContainer>()
            .Where(box => box.Info == BoxKind.GetHelpNow.Name)
            .Select((_, index) => index == 0 ? BoxKind.GetHelpNow.Name : $"{BoxKind.GetHelpNow.Name}-{index + 1}"));

    private static int CountLead(MarkdownDocument document)
    {
        var beforeHeading = document.TakeWhile(block => block is not HeadingBlock).ToList();
        var help = beforeHeading.FindIndex(block =>
            block is Markdig.Extensions.CustomContainers.CustomContainer box && box.Info == BoxKind.GetHelpNow.Name);
        return help >= 0 ? help + 1 : Math.Min(1, beforeHeading.Count);
    }
}
