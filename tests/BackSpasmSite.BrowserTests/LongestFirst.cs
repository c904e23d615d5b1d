using BackSpasmSite.BrowserTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace BackSpasmSite.BrowserTests;

/// <summary>The classes that take longest begin first. In the order of chance, one of them often runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(DeskAccessibilityTests), nameof(PassageTests), nameof(LargeAndSmallTests), nameof(AccessibilityTests), nameof(WritingTests),
        nameof(HomeAndListTests), nameof(CitationTests), nameof(PublicationJourneyTests), nameof(InboxJourneyTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)))];
}
