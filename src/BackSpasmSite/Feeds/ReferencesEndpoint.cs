using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Http;
using Reference = BackSpasmSite.Content.Bibliography.Reference;

namespace BackSpasmSite.Feeds;

/// <summary>Serves an article's list of references, and the article itself as a reference, as files for reference managers.</summary>
internal static class ReferencesEndpoint
{
    public static void MapReferences(this IEndpointRouteBuilder routes, Uri baseUrl)
    {
        // The types that browsers pass on to reference managers such as Zotero.
        const string bibTex = "application/x-bibtex; charset=utf-8";
        const string ris = "application/x-research-info-systems; charset=utf-8";
        Map("references.bib", bibTex, (article, _) => BibTex.Write(ListOf(article)));
        Map("references.ris", ris, (article, _) => Ris.Write(ListOf(article)));
        Map("references.json", "application/vnd.citationstyles.csl+json", (article, _) => CslJson.Write(ListOf(article)));
        Map("citation.bib", bibTex, (article, edition) => BibTex.Write([CitedArticle.Of(article, edition.Site, baseUrl)]));
        Map("citation.ris", ris, (article, edition) => Ris.Write([CitedArticle.Of(article, edition.Site, baseUrl)]));

        void Map(string name, string type, Func<Article, Edition, string> write) => routes.MapMethods(
            $"/articles/{{slug}}/{name}",
            AllowedMethods.Reading,
            (string slug, HttpContext context, CurrentEdition current) => Serve(slug, RequestEdition.Of(context, current),
                (article, edition) => Results.Bytes(Encoding.UTF8.GetBytes(write(article, edition)), type, $"{slug}-{name}"))).WithMetadata(new PerEditionAttribute());
    }

    private static IReadOnlyList<Reference> ListOf(Article article) =>
        [.. article.References.Select(entry => entry.Cited.Reference).OfType<Reference>().DistinctBy(reference => reference.Id)];

    private static IResult Serve(string name, Edition? edition, Func<Article, Edition, IResult> file)
    {
        if (edition is null) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (edition.Find(name) is not { } article) return Results.NotFound();
        if (article.FrontMatter.Withdrawn is not null) return Results.StatusCode(StatusCodes.Status410Gone);
        // While the whole article is being checked, its page shows no list either.
        if (edition.IsDown(article)) return Results.NotFound();
        return file(article, edition);
    }
}
