using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>One walk assigns heading ids, makes figures, removes HTML and collects links.</summary>
internal sealed class TextParser
{
    private readonly SourceText _source;
    private readonly int _offset;
    private readonly int _references;
    private readonly string _folder;
    private readonly ICollection<Diagnostic> _diagnostics;
    private readonly bool _wasChecked;
    private readonly List<Heading> _headings = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _twins = new(StringComparer.Ordinal);
    private readonly List<LinkUse> _links;

    private TextParser(SourceText source, int offset, int references, ICollection<Diagnostic>? diagnostics, List<LinkUse> links)
    {
        (_source, _offset, _references, _diagnostics, _links) = (source, offset, references, diagnostics ?? [], links);
        _wasChecked = diagnostics is null;
        _folder = source.Path[..Math.Max(0, source.Path.IndexOf('/', StringComparison.Ordinal))];
    }

    /// <param name="offset">Where the text begins in its file.</param>
    /// <param name="diagnostics">Null if the text was checked before and is only rendered.</param>
    /// <returns>Null if the text cannot be read at all, with a diagnostic added.</returns>
    public static ParsedText? Parse(SourceText source, int offset, int references, ICollection<Diagnostic>? diagnostics) =>
        MarkdownText.Parse(source, offset, references, diagnostics ?? []) is { } document
            ? new TextParser(source, offset, references, diagnostics, []).Walk(document)
            : null;

    /// <summary>A caption is checked like the text.</summary>
    public static MarkdownDocument? ParseCaption(
        string caption, SourceText source, int offset, int references, ICollection<Diagnostic>? diagnostics, List<LinkUse> links)
    {
        var document = MarkdownText.ParseCaption(caption, source, offset, references, diagnostics ?? []);
        if (document is not null) new TextParser(source, offset, references, diagnostics, links).Walk(document);
        return document;
    }

    private ParsedText Walk(MarkdownDocument document)
    {
        // Before figures and HTML are removed.
        if (!_wasChecked) new LostTextCheck(_source, _offset, _references, _diagnostics).Check(document);
        Visit(document);
        return new ParsedText(document, _headings, _links);
    }

    private void Visit(ContainerBlock container)
    {
        for (var i = 0; i < container.Count; i++)
        {
            switch (container[i])
            {
                case HtmlBlock html:
                    Report(html);
                    container.RemoveAt(i--);
                    break;
                case HeadingBlock heading:
                    Visit(heading.Inline);
                    Name(heading);
                    break;
                case ParagraphBlock { Inline: { } inlines } when LonePicture(inlines) is { } picture:
                    Visit(picture);
                    Use(picture, picture.UrlSpan.Start, picture.Url);
                    container[i] = Figure(picture);
                    break;
                case CustomContainer box:
                    ValidateBox(box);
                    Visit(box);
                    break;
                case ContainerBlock inner:
                    Visit(inner);
                    break;
                case LeafBlock { Inline: { } inlines }:
                    Visit(inlines);
                    break;
            }
        }
    }

    private void Visit(ContainerInline? inlines)
    {
        foreach (var inline in inlines.All<Inline>().ToList())
        {
            switch (inline)
            {
                case HtmlInline html:
                    if (!html.Tag.StartsWith("<!--", StringComparison.Ordinal))
                        _diagnostics.Add(MarkdownDiagnostics.RawHtml(_source, At(html), html.Tag));
                    html.Remove();
                    break;
                case LinkInline link:
                    if (link is { IsImage: true, Title.Length: > 0 }) _diagnostics.Add(LinkDiagnostics.LostCaption(_source, At(link), link.Title));
                    Use(link, link.UrlSpan.Start > 0 ? link.UrlSpan.Start : link.Span.Start, link.Url);
                    break;
                case BarInline bar when bar.Validate(inlines!.ParentBlock, _source, _offset) is { } flaw:
                    _diagnostics.Add(flaw);
                    break;
                case AutolinkInline { IsEmail: false } address:
                    Use(address, address.Span.Start, address.Url);
                    break;
            }
        }
    }

    private void Use(Inline node, int start, string? url)
    {
        var address = LinkAddress.Parse(url, _folder);
        var offset = _offset + start;
        if (node is LinkInline { IsImage: true } picture)
        {
            if (address is not LinkAddress.Picture)
            {
                address = new LinkAddress.NotAllowed();
                _diagnostics.Add(LinkDiagnostics.ForeignPicture(_source, offset, url ?? ""));
            }

            if (PlainText.Of(picture).Length == 0)
                _diagnostics.Add(LinkDiagnostics.NoAlt(_source, _offset + picture.Span.Start, url ?? ""));
        }
        else if (address is LinkAddress.NotAllowed)
        {
            _diagnostics.Add(LinkDiagnostics.NotAllowed(_source, offset, url ?? ""));
        }

        if (node is LinkInline { IsImage: false, IsAutoLink: false } words && LinkDiagnostics.SaysNothing(PlainText.Of(words)))
            _diagnostics.Add(LinkDiagnostics.WordsSayNothing(_source, _offset + words.Span.Start, PlainText.Of(words)));
        node.SetData(typeof(LinkAddress), address);
        _links.Add(new LinkUse(SharedText.Of(url ?? ""), address, offset));
    }

    private FigureBlock Figure(LinkInline picture)
    {
        if (string.IsNullOrWhiteSpace(picture.Title)) return new FigureBlock(picture, null);

        // As written in the file between the quotation marks, so that \( keeps its meaning.
        var (start, length) = (_offset + picture.TitleSpan.Start + 1, picture.TitleSpan.Length - 2);
        var written = picture.TitleSpan.Length > 2 && start + length <= _source.Text.Length
            ? _source.Text.Substring(start, length)
            : picture.Title;
        var caption = ParseCaption(written, _source, start, _references, _wasChecked ? null : _diagnostics, _links);
        return new FigureBlock(picture, caption);
    }

    private void Name(HeadingBlock heading)
    {
        if (heading.Level == 1) _diagnostics.Add(MarkdownDiagnostics.SecondTitle(_source, _offset + heading.Span.Start));
        else if (heading.Level > (_headings.LastOrDefault()?.Level ?? 1) + 1)
            _diagnostics.Add(MarkdownDiagnostics.SkippedLevel(_source, _offset + heading.Span.Start, _headings.LastOrDefault()?.Level ?? 1));
        var text = PlainText.Of(heading.Inline);
        var words = Slug.TryFrom(text, out var slug) ? $"s-{slug}" : "s-section";
        var id = words;
        while (!_ids.Add(id)) id = $"{words}-{_twins[words] = _twins.GetValueOrDefault(words, 1) + 1}";
        _headings.Add(new Heading(Math.Max(2, heading.Level), SharedText.Of(id), SharedText.Of(text)));
        heading.SetData(typeof(Heading), _headings[^1]);
    }

    private void ValidateBox(CustomContainer box)
    {
        var offset = _offset + box.Span.Start;
        if (BoxKind.Find(box.Info) is null) _diagnostics.Add(MarkdownDiagnostics.UnknownBox(_source, offset, box.Info));
        if (!string.IsNullOrWhiteSpace(box.Arguments)) _diagnostics.Add(MarkdownDiagnostics.BoxTitle(_source, offset, box.Arguments));
        if (!BoxKind.ShowsWarningSigns(box) && box.All(block => block is HtmlBlock)) _diagnostics.Add(MarkdownDiagnostics.EmptyBox(_source, offset));
        if (box.ClosingFencedCharCount == 0) _diagnostics.Add(MarkdownDiagnostics.BoxNotClosed(_source, offset));
    }

    private void Report(HtmlBlock block)
    {
        var html = block.Lines.ToString();
        var offset = _offset + block.Span.Start;
        if (block.Type == HtmlBlockType.Comment && !html.Contains("-->", StringComparison.Ordinal))
            _diagnostics.Add(MarkdownDiagnostics.CommentNotClosed(_source, offset));
        else if (WithoutComments(html) is var rest && !string.IsNullOrWhiteSpace(rest))
            _diagnostics.Add(MarkdownDiagnostics.RawHtml(_source, offset, rest));
    }

    private static string WithoutComments(string html)
    {
        var rest = new StringBuilder();
        var at = 0;
        while (html.IndexOf("<!--", at, StringComparison.Ordinal) is var begin and >= 0 &&
               html.IndexOf("-->", begin + 4, StringComparison.Ordinal) is var end and >= 0)
        {
            rest.Append(html, at, begin - at);
            at = end + 3;
        }

        return rest.Append(html, at, html.Length - at).ToString();
    }

    private int At(Inline inline) => _offset + inline.Span.Start;

    private static LinkInline? LonePicture(ContainerInline inlines) =>
        inlines.FirstChild is LinkInline { IsImage: true } picture &&
        picture.NextSibling is null or LiteralInline { Content.IsEmpty: true }
            ? picture
            : null;
}

/// <summary>Not yet rendered, and independent of other files.</summary>
/// <param name="Links">Links and pictures, those of captions included.</param>
internal sealed record ParsedText(MarkdownDocument Document, IReadOnlyList<Heading> Headings, IReadOnlyList<LinkUse> Links)
{
    /// <summary>The blocks of the lead: up to the first help box if that comes before the first heading, otherwise the first paragraph.</summary>
    public int LeadLength { get; } = CountLead(Document);

    /// <summary>Every id that a link may name.</summary>
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
