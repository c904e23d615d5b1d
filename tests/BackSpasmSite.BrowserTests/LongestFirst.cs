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
        nameof(DeskAccessibilityTests), nameof(PublicationJourneyTests), nameof(AccessibilityTests), nameof(CitationTests), nameof(PassageTests), nameof(WritingToolsTests),
        nameof(ReadingTests), nameof(LargeAndSmallTests), nameof(HomeAndListTests), nameof(InboxJourneyTests), nameof(WritingTests), nameof(ReportingTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => ClassOrder.Of(testCollections, Longest);
}
