using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Citations;

/// <summary>A place in an article's list of references.</summary>
/// <param name="Number">The number readers see, from 1.</param>
/// <param name="Id">The id the article names.</param>
/// <param name="Reference">The entry of the bibliography; null when there is none, which <c>check</c> reports.</param>
internal sealed record CitedReference(int Number, string Id, Reference? Reference);
