using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Data;

/// <summary>
/// Times are UTC, in and out: SQLite forgets the kind, and PostgreSQL refuses any other. Not
/// <see cref="DateTimeOffset"/>, which SQLite cannot put in order.
/// </summary>
internal sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
