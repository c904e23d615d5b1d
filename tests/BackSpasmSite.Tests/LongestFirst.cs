using BackSpasmSite.Tests;
using BackSpasmSite.Tests.Cli;
using BackSpasmSite.Tests.Content;
using BackSpasmSite.Tests.Data;
using BackSpasmSite.Tests.Deploy;
using BackSpasmSite.Tests.Pages.Editor;
using BackSpasmSite.Tests.Reports.Emails;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace BackSpasmSite.Tests;

/// <summary>
/// The classes that take longest begin first, those that mostly wait in turn with those that calculate. In the order of chance, one of them often runs alone at the
/// end. The classes that hold an answer to a number of seconds begin last, beside few others.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(RefsAddTests), nameof(InstalledSiteTests), nameof(StrainTests), nameof(ReviewForgeryTests), nameof(ReplicasBehindNginxOnPostgreSql), nameof(RefsImportTests),
        nameof(SlowServerOnPostgreSql), nameof(EditorEmailTests), nameof(SharedMigrationOnPostgreSql), nameof(ContentWatcherTests), nameof(FullDiskTests),
        nameof(SwitchedFolderTests), nameof(KilledProcessTests), nameof(NewContentTests), nameof(LostDatabaseTests), nameof(LostServerOnPostgreSql),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => ClassOrder.Of(testCollections, Longest, nameof(UnreachableServerTests), nameof(LockedDatabaseTests));
}
