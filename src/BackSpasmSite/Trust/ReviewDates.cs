using System.Globalization;
using BackSpasmSite.Articles;

namespace BackSpasmSite.Trust;

/// <summary>The days on which a review of an article can have been signed.</summary>
internal static class ReviewDates
{
    /// <summary>The end of a sentence that begins with the date, or null when the date is possible.</summary>
    public static string? WhatIsWrongWith(DateOnly date, Article article, Edition edition) =>
        date > edition.Date ? "is in the future"
        : date < article.FrontMatter.Published ? string.Create(CultureInfo.InvariantCulture, $"is before the article was published, {article.FrontMatter.Published:yyyy-MM-dd}")
        : null;
}
