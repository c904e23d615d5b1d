using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// What the parser must know of the one document it parses. It travels in the parser context, so that one
/// pipeline can serve many documents at a time. Without it nothing is a citation.
/// </summary>
/// <param name="references">How many references the article lists.</param>
/// <param name="source">The file the Markdown comes from.</param>
/// <param name="offset">Where the parsed Markdown begins in the file's text.</param>
/// <param name="diagnostics">Receives what the author should look at.</param>
internal sealed class CitationContext(int references, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
{
    private static readonly Type Key = typeof(CitationContext);

    private readonly List<UnlistedGroup> _unlisted = [];

    public int References => references;

    public SourceText Source => source;

    /// <summary>The context to parse one document with: <c>Markdown.Parse(text, pipeline, context.ToParserContext())</c>.</summary>
    public MarkdownParserContext ToParserContext() => new() { Properties = { [Key] = this } };

    /// <summary>The context of the document being parsed, or null.</summary>
    public static CitationContext? Of(InlineProcessor processor) =>
        processor.Context?.Properties.GetValueOrDefault(Key) as CitationContext;

    /// <summary>The context of a parsed document that has citations or groups that name a number too many, or null.</summary>
    public static CitationContext? Of(MarkdownDocument document) => document.GetData(Key) as CitationContext;

    /// <summary>Leaves the context with the document: what runs after parsing is not given the parser's context.</summary>
    public void StayWith(MarkdownDocument document) => document.SetData(Key, this);

    /// <summary>The offset in the file of an offset in the parsed Markdown.</summary>
    public int PlaceOf(int position) => offset + position;

    /// <summary>What is to be reported once it is known whether it stands in a link, in the order of the text.</summary>
    public IReadOnlyList<UnlistedGroup> Unlisted => _unlisted;

    public void Remember(UnlistedGroup group) => _unlisted.Add(group);

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);
}

/// <summary>A group that would be a citation if the article's list were longer.</summary>
/// <param name="Position">Where it begins in the parsed Markdown.</param>
/// <param name="Written">As the author wrote it, with both parentheses.</param>
/// <param name="Missing">The first of its numbers that is not in the list.</param>
internal sealed record UnlistedGroup(int Position, string Written, int Missing);
