using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Whatever happens to the folder itself, events name the files that change in it.</summary>
public sealed class FolderEventsTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.WithText("First.");
    private readonly FolderEvents _events = new(reason => Assert.Fail(reason));

    public FolderEventsTests() => _events.Watch(_content.Path);

    public void Dispose()
    {
        _events.Dispose();
        _content.Dispose();
    }

    [Fact]
    public async Task What_changed_before_the_folder_was_watched_is_unknown_and_what_changes_afterwards_is_named()
    {
        Assert.Null(_events.Take());
        _events.Watch(_content.Path);
        Assert.Equal([], _events.Take());

        await NamesTheNextSaveAsync();
    }

    [Fact]
    public async Task Another_folder_of_the_same_name_is_watched_in_its_place()
    {
        var first = Directory.GetCreationTimeUtc(_content.Path);
        Directory.Move(_content.Path, $"{_content.Path}-away");
        await Polling.UntilAsync(() =>
        {
            if (Directory.Exists(_content.Path)) Directory.Delete(_content.Path);
            return Directory.CreateDirectory(_content.Path).CreationTimeUtc != first;
        });
        _content.Write("articles/heat.md", "First.");

        _events.Watch(_content.Path);
        Assert.Null(_events.Take());
        await NamesTheNextSaveAsync();
    }

    private Task NamesTheNextSaveAsync()
    {
        File.AppendAllText(_content.FullPath("articles/heat.md"), "Second.");
        return Polling.UntilAsync(() => _events.Take()!.Contains("articles/heat.md"));
    }
}
