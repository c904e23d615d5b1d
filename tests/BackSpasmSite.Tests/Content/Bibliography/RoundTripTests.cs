using System.Text.Json;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>What is written is read back the same: all the papers that come with the software, and hard ones that are made up.</summary>
public sealed partial class RoundTripTests
{
    [Fact]
    public void There_are_papers_to_try() => Assert.Equal(94, Papers.Shipped.Count);

    [Fact]
    public void BibTeX_gives_back_what_was_written()
    {
        var entries = BibTexReader.Read(BibTex.Write(Papers.All));

        Assert.Equal(Papers.All.Count, entries.Count);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Papers.All.Zip(entries), pair =>
        {
            var (paper, entry) = pair;
            string? Words(string field) => entry.Fields.TryGetValue(field, out var value) ? BibTexReader.Words(value) : null;
            string? Verbatim(string field) => entry.Fields.TryGetValue(field, out var value) ? value[1..^1] : null;

            Assert.Equal(
                paper.Authors.Select(author => author.Literal ?? $"{AmaNames.FamilyOf(author)}|{author.Suffix}|{author.Given}").Select(OfOneName).Concat(paper.AuthorsTruncated ? ["others||"] : []),
                entry.Fields.TryGetValue("author", out var authors) ? BibTexReader.Names(authors) : []);
            Assert.Equal(paper.Title, Words("title"));
            Assert.Equal(paper.ContainerTitle, Words("journal") ?? Words("booktitle") ?? Words("howpublished"));
            Assert.Equal(paper.ContainerTitleShort, Words("shortjournal"));
            Assert.Equal(paper.Issued, DateOf(Words("year"), entry.Fields.GetValueOrDefault("month"), Words("day")));
            Assert.Equal(paper.Volume, Words("volume"));
            Assert.Equal(paper.Type.StartsWith("article", StringComparison.Ordinal) ? paper.Issue : paper.Number, Words("number"));
            Assert.Equal(paper.Page is { } page ? PageRange.With(page, "-") : null, Words("pages")?.Replace("--", "-", StringComparison.Ordinal));
            Assert.Equal(paper.Publisher, Words("publisher") ?? Words("institution") ?? Words("school"));
            Assert.Equal((paper.Doi, paper.Url), (Verbatim("doi"), Verbatim("url")));
            Assert.Equal((paper.Pmid, paper.Pmcid, paper.Evidence), (Words("pmid"), Words("pmcid"), Words("keywords")));
            Assert.Equal(Collapsed(paper.Text("note")), Words("note"));
            Assert.Equal((paper.Text("ISBN"), paper.Text("edition"), paper.Text("publisher-place"), paper.Text("genre")), (Words("isbn"), Words("edition"), Words("address"), Words("type")));
            Assert.Equal(paper.Accessed?.ToString(), Words("urldate"));
        });
    }

    [Fact]
    public void RIS_gives_back_what_was_written()
    {
        var entries = RisReader.Read(Ris.Write(Papers.All));

        Assert.Equal(Papers.All.Count, entries.Count);
        Assert.All(Papers.All.Zip(entries), pair =>
        {
            var (paper, entry) = pair;
            string? One(string tag) => entry[tag].SingleOrDefault();

            Assert.Equal(paper.Id, One("ID"));
            Assert.Equal(
                paper.Authors.Select(author => author.Literal ?? string.Join(", ", new[] { AmaNames.FamilyOf(author), author.Given, author.Suffix }.OfType<string>())),
                entry["AU"].Select(name => paper.Id == "girft-2023" ? name.Replace(';', ',') : name));
            Assert.Equal((paper.Title, paper.ContainerTitle, paper.ContainerTitleShort), (One("TI"), One("T2"), One("J2")));
            Assert.Equal(paper.Issued, DateOf(One("DA"), One("PY")));
            Assert.Equal((paper.Volume, paper.Issue), (One("VL"), One("IS")));
            Assert.Equal(paper.Page is { } page ? PageRange.With(page, "-") : null, One("EP") is { } last ? $"{One("SP")}-{last}" : One("SP"));
            Assert.Equal((paper.Doi, paper.Url, paper.Pmid, paper.Pmcid), (One("DO"), One("UR"), One("AN"), One("C2")));
            Assert.Equal((paper.Publisher, paper.Evidence), (One("PB"), One("KW")));
            Assert.Equal(paper.Number, paper.Type == "report" ? One("SN") : One("C7"));
            Assert.Equal(Collapsed(paper.Text("note")), entry["N1"].FirstOrDefault(note => note != Ris.AuthorsTruncated));
            Assert.Equal(paper.AuthorsTruncated, entry["N1"].Contains(Ris.AuthorsTruncated));
        });
    }

    [Fact]
    public void CSL_JSON_gives_back_every_field_that_an_entry_carries()
    {
        using var written = JsonDocument.Parse(CslJson.Write(Papers.All));

        Assert.Equal(Papers.All.Count, written.RootElement.GetArrayLength());
        Assert.All(Papers.All.Zip(written.RootElement.EnumerateArray()), pair => Assert.True(JsonElement.DeepEquals(pair.First.Source, pair.Second), pair.First.Id));
        Assert.Equal(Papers.All.Select(paper => paper.Finding), Papers.Read(CslJson.Write(Papers.All)).Select(paper => paper.Finding));
    }

    // Without a given name, several words are held together as a group's are.
    private static string OfOneName(string name) => name.EndsWith("||", StringComparison.Ordinal) && name.Contains(' ') ? name[..^2] : name;

    private static string? Collapsed(string? text) => text is null ? null : WhiteSpace().Replace(text, " ");

    private static PartialDate? DateOf(string? year, string? month, string? day)
    {
        string[] months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        return year is null ? null : new PartialDate(Number(year), month is null ? null : Array.IndexOf(months, month) + 1, day is null ? null : Number(day));
    }

    private static PartialDate? DateOf(string? date, string? year)
    {
        if (date is null) return year is null ? null : new PartialDate(Number(year));
        var parts = date.Split('/');
        Assert.Equal((4, year), (parts.Length, parts[0]));
        return new PartialDate(Number(parts[0]), Number(parts[1]), parts[2].Length == 0 ? null : Number(parts[2]));
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
