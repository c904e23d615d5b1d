using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Where file events work, a folder is not listed again and again.</summary>
public sealed class ListingScheduleTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly FolderEvents _events = new(_ => { });

    public void Dispose()
    {
        _events.Dispose();
        _content.Dispose();
    }

    [Fact]
    public void A_listing_is_due_when_a_file_came_or_went_and_not_before()
    {
        var folder = new ContentFolder(_content.Path);
        var schedule = new ListingSchedule(folder);
        _events.Watch(folder.Root);
        Assert.True(_events.AreReliable);

        schedule.List();
        Assert.False(schedule.IsDue(_events, hasNames: false));

        _content.Write("articles/new.md", "New.");
        Assert.True(schedule.IsDue(_events, hasNames: false));
        schedule.List();
        Assert.False(schedule.IsDue(_events, hasNames: false));

        File.Delete(Path.Combine(_content.Path, "articles", "new.md"));
        Assert.True(schedule.IsDue(_events, hasNames: false));
    }

    [Fact]
    public void A_change_that_an_event_names_makes_no_listing_due()
    {
        var folder = new ContentFolder(_content.Path);
        var schedule = new ListingSchedule(folder);
        _events.Watch(folder.Root);
        schedule.List();

        _content.Write("articles/new.md", "New.");
        Assert.False(schedule.IsDue(_events, hasNames: true));
        Assert.False(schedule.IsDue(_events, hasNames: false));
    }

    [Fact]
    public void Another_folder_behind_the_link_is_listed_at_once()
    {
        var link = Path.Combine(_content.Parent, "current");
        Directory.CreateSymbolicLink(link, _content.Path);
        var schedule = new ListingSchedule(new ContentFolder(link));
        _events.Watch(_content.Path);
        schedule.List();
        Assert.False(schedule.IsDue(_events, hasNames: false));

        using var other = ContentOnDisk.Small();
        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, other.Path);
        Assert.True(schedule.IsDue(_events, hasNames: true));
    }
}
