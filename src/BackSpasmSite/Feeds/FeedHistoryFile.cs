using System.Text.Json;
using System.Text.Json.Serialization;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
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
    private string Path => System.IO.Path.Combine(options.Value.DataPath, "feed-history.json");

    public FeedHistory Load()
    {
        try
        {
            if (!File.Exists(Path)) return FeedHistory.Empty;
            var articles = JsonSerializer.Deserialize(File.ReadAllBytes(Path), FeedHistoryJson.Default.DictionaryStringFeedArticle);
            return articles is null ? FeedHistory.Empty : new FeedHistory(articles);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException)
        {
            LogNotRead(broken.Message);
            return FeedHistory.Empty;
        }
    }

    public void Save(FeedHistory history)
    {
        try
        {
            PrivateFiles.CreateFolder(options.Value.DataPath);
            if (!AtomicFile.TryCreate(Path, Write)) AtomicFile.TryReplace(Path, Write, () => true);
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            LogNotWritten(WriteFailure.Cause(failure));
        }

        void Write(Stream file) => JsonSerializer.Serialize(file, history.Articles.ToDictionary(), FeedHistoryJson.Default.DictionaryStringFeedArticle);
    }

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be read from feed-history.json, so corrections that were changed after they were published may get new ids: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be written to feed-history.json and is only kept until the site stops: {Reason}")]
    private partial void LogNotWritten(string reason);
}

[JsonSerializable(typeof(Dictionary<string, FeedArticle>))]
internal sealed partial class FeedHistoryJson : JsonSerializerContext;
