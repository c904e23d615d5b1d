using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace BackSpasmSite.Content.Text;

/// <summary>
/// Reads our own HTML, in which every element is closed, token by token: a tree would take several times as long, and each article is read
/// for a check and for the search index. A heading also applies to the parts read after it.
/// </summary>
internal sealed class ReadingParser
{
    private static readonly HashSet<string> BlockNames = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "div", "section", "figure", "figcaption",
        "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
    };

    private static readonly HashSet<string> WithoutEnd = new(StringComparer.Ordinal) { "br", "hr", "img", "input", "wbr", "source", "col" };

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
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        var body = new Element("body", parent: null, start: 0);
        var inner = body;
        while (true)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    while (inner is not null) inner = Close(inner);
                    return _blocks;
                case HtmlTokenType.Character:
                    Write(token.Data.Memory.Span, inner);
                    break;
                case HtmlTokenType.StartTag:
                    inner = Open(ref token, inner);
                    break;
                case HtmlTokenType.EndTag:
                    var name = token.Name.ToString();
                    if (!inner.IsIn(name, out _)) break;
                    while (inner.Name != name) inner = Close(inner)!;
                    inner = Close(inner)!;
                    break;
            }
        }
    }

    /// <returns>The innermost open element.</returns>
    private Element Open(ref StructHtmlToken token, Element parent)
    {
        var element = new Element(token.Name.ToString(), parent, token.Position.Index)
        {
            Id = Attribute(ref token, "id"),
            Class = Attribute(ref token, "class"),
            IsFirst = !parent.HasChildren,
            Blocks = _blocks.Count,
        };
        parent.HasChildren = true;
        // A help box with the site's warning signs has no text of its author.
        if (parent is { Name: "section" } && parent.Has("get-help-now") && (element.Name == "details" || (element.Name == "p" && element.Has("box-title")))) parent.IsOfSite = true;
        if (element.IsFirst && parent.Name == "tr") element.Content = new StringBuilder();
        if (element.Name == "br" && parent.Citation is null) Write(" ", parent);
        if (element.Has("citation") && parent.Citation is null) element.Citation = new Cited(element);
        else if (parent.Citation is { } citation) citation.Add(element, Attribute(ref token, "data-reference"));
        if (element.IsBlock && element.Citation is null) Finish(parent.Block);
        if (!WithoutEnd.Contains(element.Name) && !token.IsSelfClosing) return element;
        Close(element);
        return parent;
    }

    /// <returns>The element around it.</returns>
    private Element? Close(Element element)
    {
        if (element.Citation is { } citation)
        {
            if (citation.Whole == element) Finish(citation);
            return element.Parent;
        }

        if (element.IsBlock || element.Parent is null) Finish(element);
        if (element.IsOfSite)
            for (var i = element.Blocks; i < _blocks.Count; i++) _blocks[i] = _blocks[i] with { IsOfSite = true };
        // The first cell gives a row's other cells their meaning.
        if (element is { IsFirst: true, Parent: { Name: "tr" } row }) (row.Row, row.Blocks) = (LineText.Collapse(element.Content!), _blocks.Count);
        else if (element is { Name: "tr", Row: { } title })
            for (var i = element.Blocks; i < _blocks.Count; i++) _blocks[i] = _blocks[i] with { Row = title };
        return element.Parent;
    }

    private void Write(ReadOnlySpan<char> text, Element element)
    {
        for (var around = element; around is not null; around = around.Parent)
            around.Content?.Append(text);
        if (element.Citation is { } citation) citation.Write(text, element);
        else Write(text);
    }

    /// <summary>Collapses white space; none at the start.</summary>
    private void Write(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) _words.Append(character);
            else if (_words.Length > 0 && _words[^1] != ' ') _words.Append(' ');
        }
    }

    private void Finish(Cited citation)
    {
        var start = _words.Length;
        Write(citation.Words.ToString().Replace(" ,", ",", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal));
        _citations.Add(new ReadingCitation(new TextRange(start, _words.Length), citation.Numbers, citation.Ids));
    }

    private void Finish(Element block)
    {
        if (IsHeading(block)) _section = block.Id;
        var text = _words.ToString().TrimEnd();
        if (text.Length > 0)
            _blocks.Add(new ReadingBlock { Kind = KindOf(block), Text = text, Section = _section, Citations = [.. _citations], Part = _part, Above = Above(block), IsOfSite = block.IsIn("p", out var call) && call.Has("call") });
        _words.Clear();
        _citations.Clear();
    }

    /// <summary>Excludes the title of a help box: a heading element that no link and no report can name.</summary>
    private static bool IsHeading(Element block) => block.Name is ['h', >= '1' and <= '6'] && block.Id?.StartsWith("s-", StringComparison.Ordinal) == true;

    private static BlockKind KindOf(Element block) => block.Name switch
    {
        _ when IsHeading(block) => BlockKind.Heading,
        "h2" => BlockKind.BoxTitle,
        "p" when block.Has("box-title") => BlockKind.BoxTitle,
        "td" or "th" => BlockKind.TableCell,
        "figcaption" => BlockKind.Caption,
        "pre" => BlockKind.Code,
        _ => block.IsIn("li", out _) ? BlockKind.ListItem : BlockKind.Paragraph,
    };

    /// <summary>
    /// Tables, figures, quotations, folded parts and boxes with a title are units: inserting above a part of one inserts above all of it.
    /// Directly inside a list only items are allowed, so above an item means at its start.
    /// </summary>
    private int Above(Element block)
    {
        var whole = block;
        while (whole is not null && !IsUnit(whole)) whole = whole.Parent;
        whole ??= KindOf(block) is BlockKind.BoxTitle ? block.Parent! : block;
        return whole.Name == "li" ? _html.IndexOf('>', whole.Start) + 1 : whole.Start;
    }

    private static bool IsUnit(Element element) => element.Name is "figure" or "blockquote" or "details" || (element.Name == "div" && element.Has("table"));

    private static string? Attribute(ref StructHtmlToken token, string name)
    {
        for (var i = 0; i < token.Attributes.Count; i++)
            if (token.Attributes[i].Name == name) return token.Attributes[i].Value.ToString();
        return null;
    }

    /// <summary>An open element.</summary>
    /// <param name="start">Where its tag begins in the part's HTML.</param>
    private sealed class Element(string name, Element? parent, int start)
    {
        public string Name => name;

        public Element? Parent => parent;

        public int Start => start;

        public string? Id { get; init; }

        public string? Class { private get; init; }

        public bool IsBlock { get; } = BlockNames.Contains(name);

        /// <summary>Whose words are read: itself, or the block it is in.</summary>
        public Element Block => IsBlock || parent is null ? this : parent.Block;

        public bool IsFirst { get; init; }

        public bool HasChildren { get; set; }

        /// <summary>The citation that it is or is in.</summary>
        public Cited? Citation
        {
            get => field ?? parent?.Citation;
            set;
        }

        /// <summary>All words of a row's first cell.</summary>
        public StringBuilder? Content { get; set; }

        /// <summary>Of a row.</summary>
        public string? Row { get; set; }

        public bool IsOfSite { get; set; }

        /// <summary>The number of the first block in it; of a row, of the first after its first cell.</summary>
        public int Blocks { get; set; }

        public bool Has(string css) => Class is not null && Class.Split(' ').Contains(css, StringComparer.Ordinal);

        /// <summary>True if it has this name or is inside such an element.</summary>
        public bool IsIn(string wanted, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Element? found)
        {
            for (found = this; found is not null && found.Name != wanted; found = found.Parent)
            {
            }

            return found is not null;
        }
    }

    private sealed class Cited(Element whole)
    {
        private readonly List<int> _numbers = [];
        private readonly List<string> _ids = [];

        public Element Whole => whole;

        public StringBuilder Words { get; } = new();

        public IReadOnlyList<int> Numbers => _numbers;

        public IReadOnlyList<string> Ids => _ids;

        public void Add(Element element, string? number)
        {
            if (element.Name != "a" || number is null) return;
            _numbers.Add(int.Parse(number));
            _ids.Add(element.Id!);
        }

        /// <summary>Without the mark of a retracted paper, which is neither the author's nor a number.</summary>
        public void Write(ReadOnlySpan<char> text, Element element)
        {
            if (element.Name != "strong") Words.Append(text);
        }
    }
}
