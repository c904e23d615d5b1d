using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>Wherever the desk shows a paper, it says that it was retracted, so that nobody cites or reviews it unawares.</summary>
public sealed class RetractedAtTheDeskTests : IAsyncDisposable
{
    private const string Notice = "Retracted on 9 Mar 2021: do not rely on this paper. Read the retraction notice.";

    private readonly DeskSite _desk = new();

    public RetractedAtTheDeskTests()
    {
        var content = _desk.Site.Content;
        content.Write("references.json", """
            [{ "id": "bad-2019", "type": "article-journal", "title": "Bad", "author": [{ "family": "Bad" }], "issued": { "date-parts": [[2019]] }, "DOI": "10.1000/bad", "custom": { "finding": "Much." } },
             { "id": "odd-2018", "type": "article-journal", "title": "Odd", "author": [{ "family": "Odd" }], "issued": { "date-parts": [[2018]] }, "PMID": "77", "custom": { "finding": "Some." } },
             { "id": "good-2020", "type": "article-journal", "title": "Good", "author": [{ "family": "Good" }], "issued": { "date-parts": [[2020]] }, "DOI": "10.1000/good", "custom": { "finding": "Little." } }]
            """);
        content.Write("retractions.csv", """
            OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate,RetractionDOI
            10.1000/bad,0,Retraction,3/9/2021 0:00,10.1000/notice
            ,77,Expression of concern,3/9/2021 0:00,
            10.1000/good,0,Correction,3/9/2021 0:00,
            10.1000/new,0,Retraction,3/9/2022 0:00,
            """);
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace("pleasant.", "pleasant [@bad-2019; @odd-2018; @good-2020].", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task The_list_of_references_marks_each_and_no_other()
    {
        using var browser = await _desk.SignInAsync();

        var page = await browser.OpenAsync("/editor/references");

        Assert.Equal(["bad-2019 retracted", "good-2020", "odd-2018 in doubt"], page.QuerySelectorAll("tbody th").Select(head => Words($"{head.QuerySelector("code")!.TextContent} {head.QuerySelector(".badge")?.TextContent}")));
    }

    [Fact]
    public async Task The_page_of_a_paper_begins_with_the_notice()
    {
        using var browser = await _desk.SignInAsync();

        Assert.StartsWith(Notice, await PaperAsync("bad-2019"), StringComparison.Ordinal);
        Assert.StartsWith("In doubt: its journal published an expression of concern on 9 Mar 2021.", await PaperAsync("odd-2018"), StringComparison.Ordinal);
        Assert.StartsWith("Corrected on 9 Mar 2021.", await PaperAsync("good-2020"), StringComparison.Ordinal);

        async Task<string> PaperAsync(string id) => Words((await browser.OpenAsync($"/editor/references/{id}")).QuerySelector(".paper")!.TextContent);
    }

    [Fact]
    public async Task Papers_to_add_are_marked_before_they_are_saved()
    {
        using var browser = await _desk.SignInAsync();
        const string Pasted = "@article{a, title = {New}, doi = {10.1000/NEW}}\n@article{b, title = {Bad}, author = {Bad, Ann}, year = 2019}\n@article{c, title = {Fine}, doi = {10.1000/fine}}";

        using var shown = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", Pasted), ("do", "show"));

        var items = (await shown.ReadPageAsync()).QuerySelectorAll("section li").Select(item => Words(item.TextContent)).ToList();
        Assert.StartsWith("retracted new new New.", items[0], StringComparison.Ordinal);
        Assert.StartsWith("retracted there already bad-2019", items[1], StringComparison.Ordinal);
        Assert.StartsWith("new fine Fine.", items[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evidence_of_a_reported_passage_has_the_notice()
    {
        var report = (await _desk.KeepAsync(_desk.Report(quote: "It is pleasant")))[0];
        using var browser = await _desk.SignInAsync();

        var page = await browser.OpenAsync($"/editor/reports/{report}");

        Assert.StartsWith(Notice, Words(page.QuerySelector(".passage .cited .paper")!.TextContent), StringComparison.Ordinal);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
