using BackSpasmSite.Articles;
using BackSpasmSite.Trust;

namespace BackSpasmSite.Pages;

/// <summary>What stands below an article's title about its review.</summary>
internal sealed record ReviewLine(Article Article, ReviewState State);
