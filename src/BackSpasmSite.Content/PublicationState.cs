using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>What readers get at an article's address.</summary>
internal enum PublicationState
{
    /// <summary>404: readers don't have it.</summary>
    Draft,

    /// <summary>404 until its day.</summary>
    Scheduled,

    Published,

    /// <summary>410, with the date and the reason.</summary>
    Withdrawn,
}

internal static class PublicationStates
{
    /// <param name="today">The edition's date.</param>
    public static PublicationState Of(ArticleMetadata front, DateOnly today) =>
        front.Draft ? PublicationState.Draft
        : front.Published > today ? PublicationState.Scheduled
        : front.Withdrawn is not null ? PublicationState.Withdrawn
        : PublicationState.Published;
}
