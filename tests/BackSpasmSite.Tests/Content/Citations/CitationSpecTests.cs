using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Citations;

/// <summary>Runs the examples of Citations.md.</summary>
public partial class CitationSpecTests
{
    private const string Maselli = """
        {"id": "maselli-2020", "type": "article-journal", "title": "Prevalence", "DOI": "10.1186/s12891-020-03488-1",
         "author": [{"family": "Maselli", "given": "F"}], "issued": {"date-parts": [[2020]]},
         "custom": {"evidence": "systematic review"}}
        """;

    public static TheoryData<int, string> Examples()
    {
        var data = new TheoryData<int, string>();
        var spec = Spec();
        foreach (Match match in Fence().Matches(spec))
            data.Add(spec.AsSpan(0, match.Index).Count('\n') + 1, match.Value);
        return data;
    }

    [Fact]
    public void The_specification_has_examples() => Assert.InRange(Examples().Count, 15, 100);

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_specification_holds(int line, string example)
    {
        var match = Fence().Match(example);
        var (markdown, references) = (match.Groups["markdown"].Value, match.Groups["references"].Value);

        var actual = match.Groups["kind"].Value switch
        {
            "html" => new CitedText(markdown, Two()).Html.Trim(),
            "keys" => Seen(new CitedArticle(markdown, references)),
            _ => Seen(new CitedText(markdown, references.Length > 0 ? int.Parse(references, null) : 5)),
        };

        Assert.Equal($"line {line}\n{match.Groups["expected"].Value}", $"line {line}\n{actual}");
    }

    private static CitationList Two() =>
        new(["maselli-2020", "unknown"], new ReferenceLibrary([CitedText.Reference(Maselli)]));

    private static string Seen(CitedText cited) => Seen(cited.Body, cited.InOrder);

    private static string Seen(CitedArticle cited) => Seen(cited.Body, cited.Problems);

    private static string Seen(IElement body, IEnumerable<Diagnostic> problems)
    {
        foreach (var link in body.QuerySelectorAll("a[data-reference]"))
            link.TextContent = $"⟦{link.TextContent}⟧";
        var seen = new StringBuilder();
        foreach (var block in body.QuerySelectorAll("p, h2, tr, li").Where(block => block.QuerySelector("p") is null))
        {
            var cells = block.QuerySelectorAll("th, td").Select(cell => cell.TextContent).ToList();
            var text = cells.Count > 0 ? string.Join(' ', cells) : block.TextContent;
            seen.Append(WhiteSpace().Replace(text, " ").Trim()).Append('\n');
        }

        foreach (var problem in problems)
            seen.Append("! ").Append(problem.Code).Append(' ').Append(problem.Message).Append('\n');
        return seen.ToString().TrimEnd('\n');
    }

    private static string Spec()
    {
        using var file = typeof(CitationSpecTests).Assembly.GetManifestResourceStream("Citations.md")!;
        return new StreamReader(file).ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^```(?<kind>example|keys|html)(?: references=(?<references>\d+|\[[^\]\n]*\]))?\n(?<markdown>.*?)\n\.\n(?<expected>.*?)\n```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
