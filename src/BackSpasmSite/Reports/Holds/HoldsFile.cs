using System.Text.Json.Serialization;
using BackSpasmSite.Content;
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
    private readonly DataFile<KnownHolds> _file = new(options.Value.DataPath, "holds.json", KnownHoldsJson.Default.KnownHolds);

    /// <summary>None without the file, or if it can't be read.</summary>
    public (List<Hold> Holds, List<Lift> Lifts) Load()
    {
        var (known, broken) = _file.Load();
        if (broken is not null) LogNotRead(broken);
        return ([.. (known?.Holds ?? []).Select(Shown).OfType<Hold>()], [.. (known?.Lifts ?? []).Select(Shown).OfType<Lift>()]);
    }

    public void Keep(IReadOnlyList<Hold> holds, IReadOnlyList<Lift> lifts)
    {
        var known = new KnownHolds(
            [.. holds.Select(hold => new KnownHold($"{hold.Article}", hold.Quote, hold.Prefix, hold.Suffix, hold.Section, hold.Since))],
            [.. lifts.Select(lift => new KnownLift($"{lift.Article}", lift.At))]);
        if (_file.Save(known, isNothing: holds.Count + lifts.Count == 0) is { } reason) LogNotWritten(reason);
    }

    private static Hold? Shown(KnownHold? hold) => hold is not null
        && Slug.TryParse(hold.Article, out var slug) ? new Hold(slug, hold.Quote, hold.Prefix, hold.Suffix, hold.Section) { Since = hold.Since } : null;

    private static Lift? Shown(KnownLift? lift) => lift is not null && Slug.TryParse(lift.Article, out var slug) ? new Lift(slug, lift.At) : null;

    [LoggerMessage(LogLevel.Warning, "The last known holds can't be read from holds.json, so until the database answers, readers see the passages on hold: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Warning, "The holds can't be written to holds.json, so after a restart without the database, readers would see the passages on hold: {Reason}")]
    private partial void LogNotWritten(string reason);
}

internal sealed record KnownHold(string Article, string? Quote, string? Prefix, string? Suffix, string? Section, long Since);

internal sealed record KnownLift(string Article, long At);

internal sealed record KnownHolds(IReadOnlyList<KnownHold> Holds, IReadOnlyList<KnownLift> Lifts);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KnownHolds))]
internal sealed partial class KnownHoldsJson : JsonSerializerContext;
