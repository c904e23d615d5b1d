using System.Collections.Concurrent;
using System.Text.Json;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Lookup;

/// <summary>
/// Resolves every DOI and PMID of the bibliography, compares each paper's title with its record, and looks at every link to another
/// site. What could not be looked up is reported, too.
/// </summary>
internal sealed class OnlineCheck(PoliteClient client, PaperLookup lookup, IOptions<LookupOptions> options)
{
    /// <summary>Different sites are asked at the same time; each one gets its requests one after another.</summary>
    private const int AtOnce = 8;

    /// <summary>Every problem found, and how many papers and links there are.</summary>
    /// <param name="begin">Gets the number of look-ups; what it returns is called after each, from any thread.</param>
    public async Task<(IReadOnlyList<Diagnostic> Diagnostics, int Papers, int Links)> RunAsync(ContentFolder folder, Edition edition, Func<int, Action> begin, CancellationToken cancellation)
    {
        var found = new ConcurrentBag<Diagnostic>();
        var papers = Papers(folder, edition).ToList();
        var links = Links(folder, edition).GroupBy(link => link.Address, StringComparer.Ordinal).ToList();
        var work = papers.Select<Numbered, Func<Task>>(paper => () => LookUpAsync(paper, found, cancellation))
            .Concat(links.Select<IGrouping<string, Linked>, Func<Task>>(link => () => LookAsync(link.Key, [.. link], found, cancellation)));
        var step = begin(papers.Count + links.Count);
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, _) =>
        {
            await one();
            step();
        });
        return ([.. found.Order()], papers.Count, links.Count);
    }

    private async Task LookUpAsync(Numbered paper, ConcurrentBag<Diagnostic> found, CancellationToken cancellation)
    {
        var (source, at, reference, number) = paper;
        if (number.Kind == "DOI")
        {
            switch (await ResolveAsync(number.Value, cancellation))
            {
                case Answer.NotFound:
                    found.Add(OnlineDiagnostics.NoSuchNumber(source, at, reference.Id, number));
                    return;
                case Answer.Unknown unknown:
                    found.Add(OnlineDiagnostics.NotLookedUp(source, at, reference.Id, number, unknown.Reason));
                    return;
            }
        }

        switch (await lookup.FindAsync(number, cancellation))
        {
            case LookupResult.Found record:
                Compare(record.Paper.Paper.Title);
                break;
            case LookupResult.None when number.Kind == "PMID":
                found.Add(OnlineDiagnostics.NoSuchNumber(source, at, reference.Id, number));
                break;
            case LookupResult.None:
                // Registered elsewhere, such as at DataCite: the resolver knows where the record is.
                if (await TitleElsewhereAsync(number.Value, cancellation) is { } title) Compare(title);
                else found.Add(OnlineDiagnostics.NotCompared(source, at, reference.Id, number, "Crossref has no record of it."));
                break;
            case LookupResult.Unknown unknown:
                found.Add(number.Kind == "DOI" ? OnlineDiagnostics.NotCompared(source, at, reference.Id, number, unknown.Reason) : OnlineDiagnostics.NotLookedUp(source, at, reference.Id, number, unknown.Reason));
                break;
        }

        void Compare(string title)
        {
            if (!PaperTitle.MayBeOne(reference.Title, title)) found.Add(OnlineDiagnostics.OtherTitle(source, at, reference.Id, number, title));
        }
    }

    /// <summary>Asks the resolver itself, because many publishers turn programs away.</summary>
    private async Task<Answer> ResolveAsync(string doi, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(new Uri($"{options.Value.Doi.TrimEnd('/')}/api/handles/{Escaped(doi)}"), "application/json", cancellation);
        if (answer is not Answer.Found { Body: var body }) return answer;
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("responseCode", out var code) && code.ValueKind == JsonValueKind.Number
                ? code.GetInt32() switch { 1 => answer, 100 or 200 => new Answer.NotFound(404), var other => new Answer.Unknown($"The resolver answered with the code {other}.") }
                : new Answer.Unknown("The resolver answered with something that is not a record.");
        }
        catch (JsonException)
        {
            return new Answer.Unknown("The resolver answered with something that is not a record.");
        }
    }

    private async Task<string?> TitleElsewhereAsync(string doi, CancellationToken cancellation) =>
        await client.GetAsync(new Uri($"{options.Value.Doi.TrimEnd('/')}/{Escaped(doi)}"), "application/vnd.citationstyles.csl+json", cancellation) is Answer.Found { Body: var body } && body.AsSpan().TrimStart() is ['{', ..]
            && PaperImport.Read(new SourceText("record", body.ReplaceLineEndings("\n")), []) is [var record] ? record.Paper.Title : null;

    private static string Escaped(string doi) => string.Join('/', doi.Split('/').Select(Uri.EscapeDataString));

    private async Task LookAsync(string address, IReadOnlyList<Linked> places, ConcurrentBag<Diagnostic> found, CancellationToken cancellation)
    {
        // What a server answers to a program that asks for a page it has not is 404 or 410; 400 may mean the program.
        Answer answer = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? await client.LookAsync(uri, cancellation) : new Answer.Unknown("It is not an address.");
        foreach (var (source, at, _) in places)
        {
            if (answer is Answer.NotFound { Status: (404 or 410) and var status }) found.Add(OnlineDiagnostics.DeadLink(source, at, address, status));
            else if (answer is Answer.NotFound { Status: var odd }) found.Add(OnlineDiagnostics.LinkNotLookedAt(source, at, address, $"The server answered with the status {odd}."));
            else if (answer is Answer.Unknown unknown) found.Add(OnlineDiagnostics.LinkNotLookedAt(source, at, address, unknown.Reason));
        }
    }

    private static IEnumerable<Numbered> Papers(ContentFolder folder, Edition edition)
    {
        if (Bibliography(folder) is not var (source, edit)) yield break;
        var (dois, pmids) = (edit.PlacesOf("DOI").DistinctBy(place => place.Id).ToDictionary(), edit.PlacesOf("PMID").DistinctBy(place => place.Id).ToDictionary());
        foreach (var id in edition.Bibliography.Ids.Order(StringComparer.Ordinal))
        {
            var paper = edition.Bibliography.Find(id)!;
            if (paper.Doi is not null) yield return new Numbered(source, dois.GetValueOrDefault(id), paper, new PaperNumber("DOI", paper.Doi));
            else if (paper.Pmid is not null) yield return new Numbered(source, pmids.GetValueOrDefault(id), paper, new PaperNumber("PMID", paper.Pmid));
        }
    }

    /// <summary>In articles, pages and site.yaml, in people.yaml, and of papers without a number.</summary>
    private static IEnumerable<Linked> Links(ContentFolder folder, Edition edition)
    {
        var content = new ContentReader().Read(folder.List());
        var files = content.Articles.Select(file => file.Value).OfType<ParsedArticle>().Select(article => (article.Source, (IEnumerable<LinkUse>)article.Links))
            .Concat(content.Pages.Select(file => file.Value).OfType<ParsedPage>().Select(page => (page.Source, (IEnumerable<LinkUse>)page.Text.Links)));
        if (content.Site?.Value is { Source: { } source } site) files = files.Append((source, new[] { site.WarningSigns?.More }.OfType<Content.FrontMatter.MenuItem>().Concat(site.Menu).Concat(site.Questions).Select(item => item.Link)));
        foreach (var (text, links) in files)
        {
            foreach (var link in links)
                if (link.Address is LinkAddress.Elsewhere { Href: var href } && IsWeb(href)) yield return new Linked(text, link.Offset, WithoutFragment(href));
        }

        if (File.Exists(Path.Combine(folder.Root, "people.yaml")))
        {
            var people = new SourceText("people.yaml", LineText.WithLineFeeds(File.ReadAllText(Path.Combine(folder.Root, "people.yaml"))));
            foreach (var person in edition.People.Values)
                if (person.Url is { } url && IsWeb(url)) yield return new Linked(people, Math.Max(0, people.Text.IndexOf(url, StringComparison.Ordinal)), WithoutFragment(url));
        }

        if (Bibliography(folder) is not var (bibliography, edit)) yield break;
        var places = edit.PlacesOf("URL").DistinctBy(place => place.Id).ToDictionary();
        foreach (var paper in edition.Bibliography.Ids.Select(id => edition.Bibliography.Find(id)!))
            if (paper is { Url: { } url, Doi: null, Pmid: null }) yield return new Linked(bibliography, places.GetValueOrDefault(paper.Id), WithoutFragment(url));
    }

    /// <summary>The bibliography with the places of its fields; null if it can't be read, which <c>check</c> reports.</summary>
    private static (SourceText Source, BibliographyEdit Edit)? Bibliography(ContentFolder folder)
    {
        if (BibliographyFile.Open(folder).Value is not { Hash.Length: > 0 } file) return null;
        var text = LineText.WithLineFeeds(file.Text);
        try
        {
            return (new SourceText(BibliographyFile.Name, text), new BibliographyEdit(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsWeb(string href) => href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string WithoutFragment(string address) => address.Split('#')[0];

    private sealed record Numbered(SourceText Source, int Offset, Reference Paper, PaperNumber Number);

    private sealed record Linked(SourceText Source, int Offset, string Address);
}
