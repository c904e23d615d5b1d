using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace BackSpasmSite.Content.Text;

/// <summary>A heading also applies to the parts read after it.</summary>
internal sealed class ReadingParser
{
    private const string Head = "<!DOCTYPE html><body>";

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "div", "section", "figure", "figcaption",
        "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
    };

    /// <summary>One for each thread, because making one takes as long as reading an article's first part.</summary>
    [ThreadStatic]
    private static HtmlParser? _parser;

    private readonly StringBuilder _words = new();
    private readonly List<ReadingCitation> _citations = [];
    private List<ReadingBlock> _blocks = [];
    private ReadingPart _part;
    private string _html = "";
    private string? _section;

    public IReadOnlyList<ReadingBlock> Read(ReadingPart part, string html)
    {
        (_part, _html, _blocks) = (part, html, []);
        if (html.Length == 0) return [];
        _parser ??= new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true });
        using var page = _parser.ParseDocument(Head + html);
        Walk(page.Body!, page.Body!);
        Finish(page.Body!);
        return _blocks;
    }

    private void Walk(INode node, IElement block)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText text:
                    Write(text.Data);
                    break;
                case IElement { LocalName: "br" }:
                    Write(" ");
                    break;
                case IElement citation when citation.ClassList.Contains("citation"):
                    var start = _words.Length;
                    // Without the mark of a retracted paper, which is neither the author's nor a number.
                    Write(string.Concat(citation.ChildNodes.Where(part => part is not IElement { LocalName: "strong" }).Select(part => part.TextContent)).Replace(" ,", ",", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal));
                    var links = citation.QuerySelectorAll("a[data-reference]");
                    _citations.Add(new ReadingCitation(new TextRange(start, _words.Length), Numbers(links), [.. links.Select(link => link.Id!)]));
                    break;
                case IElement inner when Blocks.Contains(inner.LocalName):
                    Finish(block);
                    Walk(inner, inner);
                    Finish(inner);
                    break;
                case IElement words:
                    Walk(words, block);
                    break;
            }
        }
    }

    /// <summary>Collapses white space; none at the start.</summary>
    private void Write(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) _words.Append(character);
            else if (_words.Length > 0 && _words[^1] != ' ') _words.Append(' ');
        }
    }

    private void Finish(IElement block)
    {
        if (IsHeading(block)) _section = block.Id;
        var text = _words.ToString().TrimEnd();
        if (text.Length > 0)
            _blocks.Add(new ReadingBlock { Kind = KindOf(block), Text = text, Section = _section, Citations = [.. _citations], Part = _part, Above = Above(block), Row = RowOf(block), IsOfSite = IsOfSite(block) });
        _words.Clear();
        _citations.Clear();
    }

    /// <summary>Excludes the title of a help box: a heading element that no link and no report can name.</summary>
    private static bool IsHeading(IElement block) => block.LocalName is ['h', >= '1' and <= '6'] && block.Id?.StartsWith("s-", StringComparison.Ordinal) == true;

    /// <summary>A help box with the site's warning signs has no text of its author.</summary>
    private static bool IsOfSite(IElement block) =>
        block.Closest("p.call") is not null
        || (block.Closest("section.get-help-now")?.Children.Any(part => part.LocalName == "details" || (part.LocalName == "p" && part.ClassList.Contains("box-title"))) ?? false);

    private static string? RowOf(IElement block) =>
        block.Closest("tr")?.FirstElementChild is { } first && first != block ? LineText.Collapse(first.TextContent) : null;

    private static BlockKind KindOf(IElement block) => block.LocalName switch
    {
        _ when IsHeading(block) => BlockKind.Heading,
        "h2" => BlockKind.BoxTitle,
        "p" when block.ClassList.Contains("box-title") => BlockKind.BoxTitle,
        "td" or "th" => BlockKind.TableCell,
        "figcaption" => BlockKind.Caption,
        "pre" => BlockKind.Code,
        _ => block.Closest("li") is null ? BlockKind.Paragraph : BlockKind.ListItem,
    };

    /// <summary>
    /// Tables, figures, quotations, folded parts and boxes with a title are units: inserting above a part of one inserts above all of it.
    /// Directly inside a list only items are allowed, so above an item means at its start.
    /// </summary>
    private int Above(IElement block)
    {
        var whole = block.Closest("div.table, figure, blockquote, details") ?? (KindOf(block) is BlockKind.BoxTitle ? block.ParentElement! : block);
        if (whole.SourceReference is not { } tag) return 0;
        var start = tag.Position.Index - Head.Length;
        return whole.LocalName == "li" ? _html.IndexOf('>', start) + 1 : start;
    }

    private static List<int> Numbers(IEnumerable<IElement> links) =>
        [.. links.Select(link => int.Parse(link.GetAttribute("data-reference")!))];
}
