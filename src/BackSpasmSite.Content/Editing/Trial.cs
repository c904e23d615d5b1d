using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Editing;

/// <summary>An article as it would be with a text that nobody has saved.</summary>
/// <param name="Article">As readers would see it; null when no article can be made of the text.</param>
/// <param name="Edition">The whole site with it.</param>
/// <param name="Problems">What <c>check</c> says of this file.</param>
/// <param name="IsHeldBack">Whether a mistake would keep this version from readers.</param>
internal sealed record Trial(Article? Article, Edition Edition, IReadOnlyList<Problem> Problems, bool IsHeldBack);
