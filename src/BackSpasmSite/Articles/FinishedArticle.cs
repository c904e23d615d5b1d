using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <param name="Problems">What became wrong only beside the site's other files.</param>
internal sealed record FinishedArticle(Article Article, IReadOnlyList<Problem> Problems);
