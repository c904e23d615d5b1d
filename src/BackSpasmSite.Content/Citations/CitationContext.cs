using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// What the parser must know about the document. Passed in the parser context, so that one pipeline serves many documents; without it
/// nothing is a citation.
/// </summary>
/// <param name="offset">Where the parsed Markdown begins in the file.</param>
internal sealed class CitationContext(int references, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
{
    private static readonly Type Key = typeof(CitationContext);

    private readonly List<UnlistedGroup> _unlisted = [];
    private readonly List<BareKey> _bareKeys = [];

    public int References => references;

    public SourceText Source => source;

    /// <summary>For <c>Markdown.Parse(text, pipeline, context.ToParserContext())</c>.</summary>
    public MarkdownParserContext ToParserContext() => new() { Properties = { [Key] = this } };

    public static CitationContext? Of(InlineProcessor processor) =>
        processor.Context?.Properties.GetValueOrDefault(Key) as CitationContext;

    /// <summary>Null if the document has neither citations nor groups with a number not in the list.</summary>
    public static CitationContext? Of(MarkdownDocument document) => document.GetData(Key) as CitationContext;

    /// <summary>Later steps do not get the parser's context, so it is stored with the document.</summary>
    public void StayWith(MarkdownDocument document) => document.SetData(Key, this);

    /// <summary>Converts an offset in the parsed Markdown to one in the file.</summary>
    public int PlaceOf(int position) => offset + position;

    /// <summary>To be reported once it is known whether they are in a link; in document order.</summary>
    public IReadOnlyList<UnlistedGroup> Unlisted => _unlisted;

    public void Remember(UnlistedGroup group) => _unlisted.Add(group);

    /// <summary>Keys without brackets, which are mistakes if the bibliography has them.</summary>
    public IReadOnlyList<BareKey> BareKeys => _bareKeys;

    public void Remember(BareKey key) => _bareKeys.Add(key);

    public bool CitesByKey { get; set; }

    /// <summary>Mistakes with keys are reported up to this position.</summary>
    public int ReportedUntil { get; set; }

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);
}

/// <summary>Would be a citation if the article's list were longer.</summary>
/// <param name="Position">In the parsed Markdown.</param>
/// <param name="Missing">The first of its numbers that is not in the list.</param>
internal sealed record UnlistedGroup(int Position, string Written, int Missing);

/// <summary>After an <c>@</c> that is not in brackets.</summary>
/// <param name="Offset">In the file.</param>
internal sealed record BareKey(string Key, int Offset);
