using System.Net;

namespace BackSpasmSite.Citations;

// Stub of branch look: the real one is being written.
internal static class AmaStyle
{
    public static string Html(Reference reference) => WebUtility.HtmlEncode(
        $"{string.Join(", ", reference.Authors.Take(3).Select(a => a.Literal ?? $"{a.Family} {a.Given?[..1]}"))}{(reference.Authors.Count > 3 ? ", et al" : "")}. " +
        $"{reference.Title}. ") + $"<i>{WebUtility.HtmlEncode(reference.ContainerTitleShort ?? reference.Publisher)}</i>. " +
        $"{reference.Issued?.Year};{reference.Volume}({reference.Issue}):{reference.Page}. " + (reference.Doi is null ? "" : $"doi:{WebUtility.HtmlEncode(reference.Doi)}");
}
