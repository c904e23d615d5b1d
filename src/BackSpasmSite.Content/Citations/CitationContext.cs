using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// What the parser must know about the document it parses. Passed in the parser context, so that one pipeline can serve many documents.
/// Without it nothing is a citation.
/// </summary>
/// <param name="references">How many references the article lists.</param>
/// <param name="offset">The offset of the parsed Markdown in the file.</param>
/// <param name="diagnostics">Receives mistakes.</param>
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

    /// <summary>The context of a parsed document, or null if it has neither citations nor groups with a number not in the list.</summary>
    public static CitationContext? Of(MarkdownDocument document) => document.GetData(Key) as CitationContext;

    /// <summary>Stores the context with the document, because later steps do not get the parser's context.</summary>
    public void StayWith(MarkdownDocument document) => document.SetData(Key, this);

    /// <summary>The offset in the file of an offset in the parsed Markdown.</summary>
    public int PlaceOf(int position) => offset + position;

    /// <summary>Groups to report once it is known whether they are in a link, in document order.</summary>
    public IReadOnlyList<UnlistedGroup> Unlisted => _unlisted;

    public void Remember(UnlistedGroup group) => _unlisted.Add(group);

    /// <summary>Keys without brackets, which are mistakes if the bibliography has them.</summary>
    public IReadOnlyList<BareKey> BareKeys => _bareKeys;

    public void Remember(BareKey key) => _bareKeys.Add(key);

    /// <summary>True if the document has a citation by key.</summary>
    public bool CitesByKey { get; set; }

    /// <summary>Up to this position, mistakes with keys are reported already.</summary>
    public int ReportedUntil { get; set; }

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);
}

/// <summary>A group that would be a citation if the article's list were longer.</summary>
/// <param name="Position">Its offset in the parsed Markdown.</param>
/// <param name="Written">As the author wrote it, with both parentheses.</param>
/// <param name="Missing">The first of its numbers that is not in the list.</param>
internal sealed record UnlistedGroup(int Position, string Written, int Missing);

/// <summary>A word after an <c>@</c> that is not in brackets.</summary>
/// <param name="Offset">Its offset in the file.</param>
internal sealed record BareKey(string Key, int Offset);
