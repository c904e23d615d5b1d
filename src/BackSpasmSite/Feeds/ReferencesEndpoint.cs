using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Http;
using Reference = BackSpasmSite.Content.Bibliography.Reference;

namespace BackSpasmSite.Feeds;

/// <summary>Serves an article's list of references as a file for reference managers.</summary>
internal static class ReferencesEndpoint
{
    public static void MapReferences(this IEndpointRouteBuilder routes)
    {
        // The types that browsers pass on to reference managers such as Zotero.
        Map("bib", "application/x-bibtex; charset=utf-8", BibTex.Write);
        Map("ris", "application/x-research-info-systems; charset=utf-8", Ris.Write);
        Map("json", "application/vnd.citationstyles.csl+json", CslJson.Write);

        void Map(string extension, string type, Func<IEnumerable<Reference>, string> write) => routes.MapMethods(
            $"/articles/{{slug}}/references.{extension}",
            [HttpMethods.Get, HttpMethods.Head],
            (string slug, HttpContext context, CurrentEdition current) => Serve(slug, RequestEdition.Of(context, current),
                found => Results.Bytes(Encoding.UTF8.GetBytes(write(found)), type, $"{slug}-references.{extension}"))).WithMetadata(new PerEditionAttribute());
    }

    private static IResult Serve(string name, Edition? edition, Func<IReadOnlyList<Reference>, IResult> file)
    {
        if (edition is null) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (edition.Find(name) is not { } article) return Results.NotFound();
        if (article.FrontMatter.Withdrawn is not null) return Results.StatusCode(StatusCodes.Status410Gone);
        // While the whole article is being checked, its page shows no list either.
        if (edition.IsDown(article)) return Results.NotFound();
        return file([.. article.References.Select(entry => entry.Cited.Reference).OfType<Reference>().DistinctBy(reference => reference.Id)]);
    }
}
