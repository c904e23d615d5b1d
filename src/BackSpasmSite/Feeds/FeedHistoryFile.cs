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
            using var file = JsonDocument.Parse(File.ReadAllBytes(Path));
            return new FeedHistory(file.RootElement.EnumerateObject().ToDictionary(article => article.Name, article => ArticleIn(article.Value)));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
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

    // By hand, because the first page waits for it and the serializer takes longer to start than to read.
    private static FeedArticle ArticleIn(JsonElement article) => new(
        TextIn(article, nameof(FeedArticle.Title)) ?? "",
        TextIn(article, nameof(FeedArticle.Author)) ?? "",
        DayIn(article, nameof(FeedArticle.Published)),
        TextIn(article, nameof(FeedArticle.State)) ?? "",
        article.GetProperty(nameof(FeedArticle.At)).GetDateTime(),
        article.GetProperty(nameof(FeedArticle.IsGone)).GetBoolean(),
        [.. article.GetProperty(nameof(FeedArticle.Corrections)).EnumerateArray().Select(CorrectionIn)]);

    private static FeedCorrection CorrectionIn(JsonElement correction) => new(
        TextIn(correction, nameof(FeedCorrection.Id)) ?? "",
        DayIn(correction, nameof(FeedCorrection.Date)),
        TextIn(correction, nameof(FeedCorrection.Note)) ?? "",
        TextIn(correction, nameof(FeedCorrection.Was)),
        TextIn(correction, nameof(FeedCorrection.Now)),
        [.. correction.GetProperty(nameof(FeedCorrection.Reports)).EnumerateArray().Select(report => report.GetInt32())],
        correction.GetProperty(nameof(FeedCorrection.At)).GetDateTime(),
        correction.GetProperty(nameof(FeedCorrection.IsGone)).GetBoolean());

    private static string? TextIn(JsonElement record, string name) => record.GetProperty(name).GetString();

    private static DateOnly DayIn(JsonElement record, string name) => DateOnly.ParseExact(TextIn(record, name) ?? "", "yyyy-MM-dd");

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be read from feed-history.json, so corrections that were changed after they were published may get new ids: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "The feed's history can't be written to feed-history.json and is only kept until the site stops: {Reason}")]
    private partial void LogNotWritten(string reason);
}

[JsonSerializable(typeof(Dictionary<string, FeedArticle>))]
internal sealed partial class FeedHistoryJson : JsonSerializerContext;
