using System.Text.Json;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>The cases promised in design.md.</summary>
public class CitationCaseTests
{
    public static TheoryData<string, string, int, int[], string> Cases()
    {
        using var file = typeof(CitationCaseTests).Assembly.GetManifestResourceStream("citation-cases.json")!;
        var data = new TheoryData<string, string, int, int[], string>();
        foreach (var item in JsonDocument.Parse(file).RootElement.EnumerateArray())
        {
            data.Add(
                item.GetProperty("id").GetString()!,
                item.GetProperty("markdown").GetString()!,
                item.GetProperty("references").GetInt32(),
                [.. item.GetProperty("links").EnumerateArray().Select(link => link.GetInt32())],
                item.GetProperty("text").GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Promised_cases_read_as_promised(string id, string markdown, int references, int[] links, string text)
    {
        var cited = new CitedText(markdown, references);

        Assert.Equal((id, text), (id, cited.Text));
        Assert.Equal(links, cited.Links);
    }
}
