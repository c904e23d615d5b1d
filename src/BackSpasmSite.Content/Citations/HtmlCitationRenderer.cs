using BackSpasmSite.Content.Bibliography;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BackSpasmSite.Content.Citations;

/// <summary>A citation with an unknown key is printed as it is written.</summary>
/// <param name="counter">Knows the references and assigns ids; null prints <c>(1, 2)</c> without links.</param>
internal sealed class HtmlCitationRenderer(CitationCounter? counter) : HtmlObjectRenderer<CitationInline>
{
    protected override void Write(HtmlRenderer renderer, CitationInline inline)
    {
        var citation = inline.Citation;
        var numbers = counter is not null ? counter.NumbersOf(citation) : citation.Keys is null ? citation.Numbers : null;
        if (numbers is null)
        {
            renderer.WriteEscape(citation.Written);
            return;
        }

        if (counter is null || !renderer.EnableHtmlForInline)
        {
            renderer.Write($"({string.Join(", ", numbers)})");
            return;
        }

        renderer.Write("<span class=\"citation\">(");
        foreach (var number in numbers)
        {
            if (number != numbers[0]) renderer.Write(", ");
            WriteLink(renderer, counter, number);
        }

        renderer.Write(")</span>");
    }

    private static void WriteLink(HtmlRenderer renderer, CitationCounter counter, int number)
    {
        var (cited, id) = counter.Next(number);
        renderer.Write("<a href=\"").WriteEscape(ReferenceLinks.Of(cited))
            .Write($"\" id=\"{id}\" data-reference=\"{number}\" role=\"doc-noteref\" aria-label=\"")
            .WriteEscape(AccessibleName.Of(cited))
            .Write($"\">{number}</a>");
        if (cited.Reference?.Standing.Mark is { } mark) renderer.Write($" <strong>{mark}</strong>");
    }
}

internal static class AccessibleName
{
    /// <summary>Number, “retracted” if it is, kind of evidence, first author and year, such as "1, systematic review, Maselli 2020".</summary>
    public static string Of(CitedReference cited) => string.Join(", ",
        new[] { $"{cited.Number}", cited.Reference?.Standing.Mark ?? "", cited.Reference?.Evidence ?? "reference", SourceOf(cited.Reference) }.Where(part => part != ""));

    /// <summary>Such as "Maselli 2020", as far as known.</summary>
    public static string SourceOf(Reference? reference)
    {
        var author = reference?.Authors is [var first, ..] ? first.Literal ?? AmaNames.FamilyOf(first) : null;
        return string.Join(' ', new[] { author, reference?.Issued?.Year.ToString() }.OfType<string>());
    }
}
