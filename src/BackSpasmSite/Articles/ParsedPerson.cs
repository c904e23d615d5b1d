using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <param name="Portrait">The picture's address as written, or null.</param>
/// <param name="PortraitOffset">Where it stands in <c>people.yaml</c>.</param>
internal sealed record ParsedPerson(Person Person, SourceText Source, string? Portrait, int PortraitOffset);
