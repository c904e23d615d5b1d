using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content;

/// <param name="Problems">What became wrong only beside the site's other files.</param>
/// <param name="Wording">Where it is hard to read, measured when somebody asks.</param>
internal sealed record FinishedArticle(Article Article, IReadOnlyList<Problem> Problems, Lazy<IReadOnlyList<Problem>> Wording);
