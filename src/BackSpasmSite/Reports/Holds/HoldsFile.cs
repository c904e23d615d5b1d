using System.Text.Json;
using System.Text.Json.Serialization;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Holds;

/// <summary>
/// What this process last read of the holds, in its data folder: a site that starts while its database is away shows no passage that was
/// held. It contains sentences of articles and nothing that a reader wrote.
/// </summary>
internal sealed partial class HoldsFile(IOptions<SiteOptions> options, ILogger<HoldsFile> logger)
{
    private byte[]? _kept, _refused;

    private string Path => System.IO.Path.Combine(options.Value.DataPath, "holds.json");

    /// <summary>None without the file, or if it can't be read.</summary>
    public (List<Hold> Holds, List<Lift> Lifts) Load()
    {
        try
        {
            if (!File.Exists(Path)) return ([], []);
            var known = JsonSerializer.Deserialize(File.ReadAllBytes(Path), KnownHoldsJson.Default.KnownHolds);
            return ([.. (known?.Holds ?? []).Select(Shown).OfType<Hold>()], [.. (known?.Lifts ?? []).Select(Shown).OfType<Lift>()]);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException)
        {
            LogNotRead(broken.Message);
            return ([], []);
        }
    }

    /// <summary>Writes only what differs from the file. If it can't be written, each further call tries again.</summary>
    public void Keep(IReadOnlyList<Hold> holds, IReadOnlyList<Lift> lifts)
    {
        var known = new KnownHolds(
            [.. holds.Select(hold => new KnownHold($"{hold.Article}", hold.Quote, hold.Prefix, hold.Suffix, hold.Section, hold.Since))],
            [.. lifts.Select(lift => new KnownLift($"{lift.Article}", lift.At))]);
        var json = JsonSerializer.SerializeToUtf8Bytes(known, KnownHoldsJson.Default.KnownHolds);
        if (IsSame(_kept)) return;
        try
        {
            if (!(File.Exists(Path) ? IsSame(File.ReadAllBytes(Path)) : holds.Count + lifts.Count == 0))
            {
                PrivateFiles.CreateFolder(options.Value.DataPath);
                if (!AtomicFile.TryCreate(Path, Write)) AtomicFile.TryReplace(Path, Write, () => true);
            }

            _kept = json;
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            if (!IsSame(_refused)) LogNotWritten(WriteFailure.Cause(failure));
            _refused = json;
        }

        bool IsSame(byte[]? other) => other is not null && json.AsSpan().SequenceEqual(other);

        void Write(Stream file) => file.Write(json);
    }

    private static Hold? Shown(KnownHold? hold) => hold is not null
        && Slug.TryParse(hold.Article, out var slug) ? new Hold(slug, hold.Quote, hold.Prefix, hold.Suffix, hold.Section) { Since = hold.Since } : null;

    private static Lift? Shown(KnownLift? lift) => lift is not null && Slug.TryParse(lift.Article, out var slug) ? new Lift(slug, lift.At) : null;

    [LoggerMessage(LogLevel.Warning, "The last known holds can't be read from holds.json, so until the database answers, readers see what is held: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "The holds can't be written to holds.json, so after a restart without the database readers would see what is held: {Reason}")]
    private partial void LogNotWritten(string reason);
}

internal sealed record KnownHold(string Article, string? Quote, string? Prefix, string? Suffix, string? Section, long Since);

internal sealed record KnownLift(string Article, long At);

internal sealed record KnownHolds(IReadOnlyList<KnownHold> Holds, IReadOnlyList<KnownLift> Lifts);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KnownHolds))]
internal sealed partial class KnownHoldsJson : JsonSerializerContext;
