using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Text;

/// <summary>The letters of an article's Markdown as printed: no link destinations, no markup, no front matter.</summary>
internal static class SourceLetters
{
    /// <summary>Empty if the text can't be parsed.</summary>
    public static Letters Of(SourceText source, int start, int references) =>
        MarkdownText.Parse(source, start, references, []) is { } document ? Of(document, source, start) : new Letters();

    public static Letters Of(MarkdownDocument document, SourceText source, int start)
    {
        var templates = new Letters(source.Text.Length - start);
        Add(document, templates, source, start);
        return templates;
    }

    private static void Add(ContainerBlock container, Letters templates, SourceText source, int start)
    {
        if (container is CustomContainer box && BoxKind.Find(box.Info) is { } kind) templates.AddAt(kind.Title, start + box.Span.Start);
        foreach (var block in container)
        {
            switch (block)
            {
                case HtmlBlock or LinkReferenceDefinitionGroup:
                    break;
                case ContainerBlock inner:
                    Add(inner, templates, source, start);
                    break;
                case FigureBlock figure:
                    AddCaption(figure.Image, templates, source, start);
                    break;
                case LeafBlock { Inline: { } inlines }:
                    Add(inlines, templates, source, start);
                    break;
                case LeafBlock code:
                    foreach (var line in code.Lines.Lines.Take(code.Lines.Count)) templates.Add(line.Slice.AsSpan(), start + line.Position);
                    break;
            }
        }
    }

    private static void Add(ContainerInline container, Letters templates, SourceText source, int start)
    {
        foreach (var inline in container)
        {
            var at = start + inline.Span.Start;
            switch (inline)
            {
                case LiteralInline literal:
                    templates.Add(literal.Content.AsSpan(), FirstOf(literal, source.Text, at));
                    break;
                case CodeInline code:
                    templates.Add(code.Content, at + code.DelimiterCount);
                    break;
                case HtmlEntityInline entity:
                    templates.AddAt(entity.Transcoded.AsSpan(), at);
                    break;
                case AutolinkInline address:
                    templates.Add(address.Url, at + 1);
                    break;
                case LinkInline { IsImage: true } picture:
                    AddCaption(picture, templates, source, start);
                    break;
                case ContainerInline inner:
                    Add(inner, templates, source, start);
                    break;
            }
        }
    }

    /// <summary>Of a picture only the caption is printed.</summary>
    private static void AddCaption(LinkInline picture, Letters templates, SourceText source, int start)
    {
        if (picture.TitleSpan.Length > 2)
            templates.Add(source.Text.AsSpan(start + picture.TitleSpan.Start, picture.TitleSpan.Length), start + picture.TitleSpan.Start);
    }

    /// <summary>A literal's span also includes a backslash or, in a table cell, trimmed spaces.</summary>
    private static int FirstOf(LiteralInline literal, string source, int at)
    {
        if (literal.IsFirstCharacterEscaped) at++;
        if (!literal.Content.IsEmpty && literal.Content.CurrentChar != ' ')
            while (at < source.Length && source[at] == ' ') at++;
        return at;
    }
}

/// <summary>
/// Letters and digits in lower case, each with its position in the file. Numbers in parentheses and keys in brackets are left out, because
/// a citation can be written in more than one way.
/// </summary>
internal sealed class Letters
{
    private readonly List<int>? _offsets;
    private char[] _text;

    /// <param name="capacity">About how many there will be: growing step by step copies them again and again.</param>
    /// <param name="areFound">False if nobody will ask for their positions.</param>
    public Letters(int capacity = 16, bool areFound = true) => (_text, _offsets) = (new char[capacity], areFound ? new List<int>(capacity) : null);

    public int Count { get; private set; }

    public int this[int number] => _offsets![number];

    public override string ToString() => new(_text, 0, Count);

    public static string Of(string words)
    {
        var templates = new Letters(words.Length, areFound: false);
        templates.Add(words, 0);
        return templates.ToString();
    }

    /// <param name="text">Printed text that is identical in the source.</param>
    public void Add(ReadOnlySpan<char> text, int offset)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && CitationSyntax.Read(text[i..]) is { } group) i += group.Length - 1;
            else if (text[i] == '[' && KeySyntax.Read(text[i..]) is { Flaw: KeyError.None } keys) i += keys.Length - 1;
            else Add(text[i], offset + i);
        }
    }

    /// <param name="text">Printed text that the source, at <paramref name="offset"/>, writes differently.</param>
    public void AddAt(ReadOnlySpan<char> text, int offset)
    {
        foreach (var character in text) Add(character, offset);
    }

    private void Add(char character, int offset)
    {
        if (char.IsAsciiLetterOrDigit(character)) character |= ' ';
        else if (char.IsLetterOrDigit(character)) character = char.ToLowerInvariant(character);
        else return;
        if (Count == _text.Length) Array.Resize(ref _text, Math.Max(16, 2 * Count));
        _text[Count++] = character;
        _offsets?.Add(offset);
    }
}
