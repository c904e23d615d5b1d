using System.Text.Json.Serialization;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Feeds;

/// <summary>
/// In the data folder, to survive a restart. Without the file, ids follow from the content, as on a new machine; only corrections changed
/// after they were published would get new ids.
/// </summary>
internal sealed partial class FeedHistoryFile(IOptions<SiteOptions> options, ILogger<FeedHistoryFile> logger)
{
    private readonly DataFile<Dictionary<string, FeedArticle>> _file = new(options.Value.DataPath, "feed-history.json", FeedHistoryJson.Default.DictionaryStringFeedArticle);

    public FeedHistory Load()
    {
        var (articles, broken) = _file.Load();
        if (broken is not null) LogNotRead(broken);
        return articles is null ? FeedHistory.Empty : new FeedHistory(articles);
    }

    public void Save(FeedHistory history)
    {
        if (_file.Save(history.Articles.ToDictionary()) is { } reason) LogNotWritten(reason);
    }

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be read from feed-history.json, so corrections that were changed after they were published may get new ids: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be written to feed-history.json and is only kept until the site stops: {Reason}")]
    private partial void LogNotWritten(string reason);
}

[JsonSerializable(typeof(Dictionary<string, FeedArticle>))]
internal sealed partial class FeedHistoryJson : JsonSerializerContext;
