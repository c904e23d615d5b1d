using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>
/// The few HTML-like tags that CSL-JSON allows in a title, with entities decoded:
/// https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
/// </summary>
internal sealed partial class RichText
{
    private const int DeepestNesting = 16;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private RichText(IReadOnlyList<Node> nodes) => Nodes = nodes;

    public IReadOnlyList<Node> Nodes { get; }

    public string Plain => Write((_, inner) => inner, text => text);

    /// <summary>Safe: every tag is generated here, and everything else is encoded.</summary>
    public string Html => Write(static (mark, inner) => mark switch
    {
        Mark.Italic => $"<i>{inner}</i>",
        Mark.Bold => $"<b>{inner}</b>",
        Mark.Subscript => $"<sub>{inner}</sub>",
        Mark.Superscript => $"<sup>{inner}</sup>",
        Mark.SmallCapitals => $"<span class=\"small-capitals\">{inner}</span>",
        _ => inner,
    }, Encoder.Encode);

    /// <summary>For text that is not CSL-JSON, in which tags have no meaning.</summary>
    public static RichText OfWords(string words) => new([new Words(words)]);

    /// <summary>A tag that CSL does not know or that has no partner stays text, as does the sign in “p&lt;0.05”.</summary>
    public static RichText Parse(string text)
    {
        var open = new Stack<(Mark? Mark, List<Node> Nodes)>([(null, [])]);
        var at = 0;
        foreach (var tag in Tags(text))
        {
            Add(text[at..tag.Start]);
            at = tag.End;
            if (tag.Mark is { } mark)
            {
                open.Push((mark, []));
                continue;
            }

            var (closed, inner) = open.Pop();
            open.Peek().Nodes.Add(new Marked(closed!.Value, inner));
        }

        Add(text[at..]);
        return new RichText(open.Single().Nodes);

        void Add(string words)
        {
            if (words.Length > 0) open.Peek().Nodes.Add(new Words(Decoded(words)));
        }
    }

    /// <summary>For a field other than a title, such as a publisher's name.</summary>
    public static string WordsOf(string text) => text.AsSpan().ContainsAny('<', '&') ? Parse(text).Plain : text;

    public string Write(Func<Mark, string, string> mark, Func<string, string> words)
    {
        return Of(Nodes);

        string Of(IReadOnlyList<Node> nodes) => string.Concat(nodes.Select(node => node switch
        {
            Marked marked => mark(marked.Mark, Of(marked.Nodes)),
            Words text => words(text.Text),
            _ => "",
        }));
    }

    public override string ToString() => Plain;

    /// <summary>Tags that have a partner, in the order of the text.</summary>
    private static List<Tag> Tags(string text)
    {
        var paired = new List<Tag>();
        var open = new Stack<Tag>();
        foreach (var found in TagPattern().EnumerateMatches(text))
        {
            var written = text.Substring(found.Index, found.Length);
            if (written[1] != '/')
            {
                // Deeper than any title: the rest stays text.
                if (open.Count < DeepestNesting && MarkOf(written) is { } mark)
                    open.Push(new Tag(found.Index, found.Index + found.Length, NameOf(written), mark));
                continue;
            }

            var name = NameOf(written);
            if (!open.Any(tag => tag.Name == name)) continue;
            // Tags opened inside and never closed have no partner.
            while (open.Peek().Name != name) open.Pop();
            paired.Add(open.Pop());
            paired.Add(new Tag(found.Index, found.Index + found.Length, name, null));
        }

        paired.Sort((a, b) => a.Start.CompareTo(b.Start));
        return paired;
    }

    private static string NameOf(string tag) => TagName().Match(tag).Value.ToLowerInvariant();

    private static Mark? MarkOf(string tag) => NameOf(tag) switch
    {
        "i" => Mark.Italic,
        "b" => Mark.Bold,
        "sub" => Mark.Subscript,
        "sup" => Mark.Superscript,
        "sc" => Mark.SmallCapitals,
        "span" when tag.Contains("nocase", StringComparison.OrdinalIgnoreCase) => Mark.NoCase,
        "span" => Mark.SmallCapitals,
        _ => null,
    };

    /// <summary>Keeps entities for control characters.</summary>
    private static string Decoded(string words)
    {
        if (!words.Contains('&')) return words;
        return Entity().Replace(words, static entity =>
            WebUtility.HtmlDecode(entity.Value) is var decoded && decoded.Any(char.IsControl) ? entity.Value : decoded);
    }

    [GeneratedRegex("""</?(?:i|b|sub|sup|sc)\s*>|<span\s+class\s*=\s*["']?\s*nocase\s*["']?\s*>|<span\s+style\s*=\s*["']?\s*font-variant\s*:\s*small-caps\s*;?\s*["']?\s*>|</span\s*>""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();

    [GeneratedRegex("[a-z]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TagName();

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    /// <param name="Mark">Null for a closing tag.</param>
    private readonly record struct Tag(int Start, int End, string Name, Mark? Mark);

    internal enum Mark
    {
        Italic,
        Bold,
        Subscript,
        Superscript,
        SmallCapitals,

        /// <summary>Capitals to keep when a style changes the case of titles.</summary>
        NoCase,
    }

    internal abstract record Node;

    internal sealed record Words(string Text) : Node;

    internal sealed record Marked(Mark Mark, IReadOnlyList<Node> Nodes) : Node;
}
