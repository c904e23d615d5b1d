using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>An article's file with the position of every citation, for changing them together with the list of papers.</summary>
internal sealed class CitedFile
{
    private readonly ParsedArticle _parsed;
    private readonly Edition _edition;
    private readonly int[] _places;

    private CitedFile(string text, ParsedArticle parsed, Edition edition, int[] places)
    {
        (Text, _parsed, _edition, _places) = (text, parsed, edition, places);
        List = parsed.Cited(edition.Bibliography);
    }

    /// <summary>The whole file, with its byte-order mark and line ends.</summary>
    public string Text { get; }

    public CitationList List { get; }

    public Slug Slug => _parsed.Slug;

    public ReferenceLibrary Bibliography => _edition.Bibliography;

    /// <summary>In reading order.</summary>
    public IReadOnlyList<Citation> Citations => _parsed.Citations;

    public bool CitesByKey => Citations.Any(citation => citation.Keys is not null);

    /// <summary>The file, or null and the mistakes that have to be fixed first.</summary>
    public static (CitedFile? File, IReadOnlyList<Diagnostic> Errors) Open(Slug slug, string text, Edition edition)
    {
        var diagnostics = new List<Diagnostic>();
        var shown = TypedText.Shown(text);
        var source = UnprintableCharacters.Remove($"articles/{slug}.md", shown, diagnostics);
        // With characters left out, positions in the text are not positions in the file.
        if (source.Text != shown) return (null, diagnostics);
        if (ArticleParser.Parse(slug, source, diagnostics) is not { } parsed) return (null, diagnostics);
        diagnostics.AddRange(Render(parsed, edition).Diagnostics);
        var errors = diagnostics.Where(IsOfCitations).Order().ToList();
        return errors.Count > 0 ? (null, errors) : (new CitedFile(text, parsed, edition, Places(text)), []);
    }

    /// <summary>The line and column of a citation.</summary>
    public (int Line, int Column) PositionOf(Citation citation) => _parsed.Source.PositionOf(citation.Offset);

    /// <summary>The ids that a citation names.</summary>
    public IReadOnlyList<string> PapersOf(Citation citation) => [.. List.NumbersOf(citation)!.Select(number => List[number].Id)];

    /// <summary>The text with each citation rewritten, and with other edits, which are places in <see cref="Text"/>.</summary>
    /// <param name="rewrite">From the citation and its words in the file to its new words.</param>
    /// <exception cref="FormatException">The position of a citation in the file is unknown.</exception>
    public string Rewrite(Func<Citation, string, string> rewrite, IEnumerable<TextEdit> others) => TextEdit.Apply(Text,
    [
        .. others,
        .. from citation in Citations
           let place = PlaceOf(citation)
           let written = Text[place.Start..place.End]
           let rewritten = rewrite(citation, written)
           where rewritten != written
           select new TextEdit(place.Start, place.End, rewritten),
    ]);

    /// <summary>Null if the text may replace the file; otherwise a citation in it would not name the papers it should.</summary>
    /// <param name="meant">Maps an id to the one that replaces it.</param>
    public string? Validate(string text, Func<string, string> meant)
    {
        var (after, errors) = Open(Slug, text, _edition);
        if (after is null)
            return $"The citations can’t be changed automatically. In the new text, check would say: {errors.Select(error => error.Message).FirstOrDefault("The front matter can’t be read. Put the caption of the main picture into quotation marks.")} Perhaps a bracket follows a citation directly; put a space between them, and try again.";
        var changed = Citations.Zip(after.Citations).Select(pair => (First: pair.First, IsSame: PapersOf(pair.First).Select(meant).Distinct().SequenceEqual(after.PapersOf(pair.Second))))
            .FirstOrDefault(pair => !pair.IsSame).First;
        if (changed is null && Citations.Count > after.Citations.Count) changed = Citations[after.Citations.Count];
        if (changed is not null)
            return $"The citations can’t be changed automatically: {changed.Written} in line {PositionOf(changed).Line} would not be read as a citation of the same papers. Put a space after it, or the caption that it is in into quotation marks, and try again.";
        var isSameText = Citations.SelectMany(PapersOf).Any(id => meant(id) != id) || Render(_parsed, _edition).Article.MedicalText == Render(after._parsed, _edition).Article.MedicalText;
        return isSameText && Citations.Count == after.Citations.Count ? null : "The citations can’t be changed automatically, because other words of the article would change. Run check, and look for signs beside citations that mean something in Markdown.";
    }

    private static RenderedArticle Render(ParsedArticle parsed, Edition edition) =>
        new ArticleRenderer(edition.Site, edition.People, edition.Bibliography, edition.Images).Render(parsed);

    /// <summary>A retracted paper is cited correctly, and has to be taken out with these very tools.</summary>
    private static bool IsOfCitations(Diagnostic diagnostic) => diagnostic is { Severity: Severity.Error, Code: not RetractionDiagnostics.CitedCode } &&
        (diagnostic.Code.StartsWith("CIT", StringComparison.Ordinal) || diagnostic.Code.StartsWith("REF", StringComparison.Ordinal));

    private (int Start, int End) PlaceOf(Citation citation)
    {
        var shown = _parsed.Source.Text;
        var (start, length) = (citation.Offset, citation.Length);
        // In a caption of the front matter, escapes move it.
        if (start + length > shown.Length || shown[start] != citation.Written[0] || shown[start + length - 1] != citation.Written[^1])
            (start, length) = (shown.IndexOf(citation.Written, Math.Min(start, shown.Length), StringComparison.Ordinal), citation.Written.Length);
        if (start < 0) throw new FormatException($"The citation {citation.Written} in the main picture’s caption is not in the file as it is printed. Write the caption on one line, without escapes.");
        return (_places[start], _places[start + length]);
    }

    /// <summary>Maps positions in the parsed text, which has LF and no byte-order mark, to positions in the file.</summary>
    private static int[] Places(string text)
    {
        var places = new List<int>(text.Length + 1);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            places.Add(i);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
        }

        places.Add(text.Length);
        return [.. places];
    }
}
