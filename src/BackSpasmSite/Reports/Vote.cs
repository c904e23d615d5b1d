using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>One for each client, article and day.</summary>
internal sealed class Vote
{
    public long Id { get; init; }

    public required string Article { get; init; }

    /// <summary>The <see cref="TextFingerprint"/> of the article's text at that time.</summary>
    public required string ArticleText { get; set; }

    public required bool Helpful { get; set; }

    /// <summary>What the reader missed, asked after a “no”; null if they did not say.</summary>
    public MissingReason? Reason { get; set; }

    public required DateTime VotedAt { get; set; }

    /// <summary>A keyed hash of client and article. The key changes every day; then the hash is useless and erased.</summary>
    public required string? Fingerprint { get; set; }
}

internal sealed class VoteConfiguration : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> builder)
    {
        builder.ToTable("Votes");
        builder.Property(vote => vote.Reason).HasMaxLength(20).HasConversion(
            reason => reason == null ? null : MissingReasons.Token(reason.Value),
            token => MissingReasons.Parse(token));
        builder.HasIndex(vote => vote.Fingerprint).IsUnique();
        builder.HasIndex(vote => vote.VotedAt);
        builder.HasIndex(vote => vote.Article);
    }
}

/// <summary>What a reader missed who did not find an article helpful.</summary>
internal enum MissingReason
{
    NoAnswer,
    TooLong,
    Unclear,
    Wrong,
}

/// <summary>A reason as the form and the database write it, and in words for people.</summary>
internal static class MissingReasons
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<MissingReason> All { get; } = Enum.GetValues<MissingReason>();

    public static string Token(MissingReason reason) => reason switch
    {
        MissingReason.NoAnswer => "no-answer",
        MissingReason.TooLong => "too-long",
        MissingReason.Unclear => "unclear",
        _ => "wrong",
    };

    public static string Words(MissingReason reason) => reason switch
    {
        MissingReason.NoAnswer => "It did not answer my question",
        MissingReason.TooLong => "It is too long",
        MissingReason.Unclear => "It is hard to understand",
        _ => "Something in it is wrong",
    };

    /// <summary>Null for an unknown token.</summary>
    public static MissingReason? Parse(string? token) => All.Cast<MissingReason?>().FirstOrDefault(reason => Token(reason!.Value) == token);
}
