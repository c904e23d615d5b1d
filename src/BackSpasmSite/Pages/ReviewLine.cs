using BackSpasmSite.Content;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Pages;

/// <summary>What stands below an article's title about its review.</summary>
internal sealed record ReviewLine(Article Article, ReviewState State);
