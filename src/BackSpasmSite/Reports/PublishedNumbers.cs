namespace BackSpasmSite.Reports;

/// <summary>
/// The numbers of reports that readers are shown: none below <see cref="PublishedNumber.Fewest"/>, and none from which one below it could be worked
/// out, because a handful of reports could be traced to their senders.
/// </summary>
/// <param name="Years">By the year in which the reports came, newest first.</param>
internal sealed record PublishedNumbers(Numbers Counted, PublishedRow All, IReadOnlyList<(int Year, PublishedRow Row)> Years)
{
    public static PublishedNumbers Of(Numbers all, IReadOnlyList<(int Year, Numbers Numbers)> years)
    {
        var total = PublishedRow.Of(all);
        if (years is [var only]) return new PublishedNumbers(all, total, [(only.Year, total)]);
        var known = ReportOutcomes.Known(total.Exact);
        // The sum of the years that are not shown in full follows from the total and the other years.
        var received = years.Select(year => year.Numbers).Where(numbers => numbers.Received >= PublishedNumber.Fewest).ToHashSet<Numbers>(ReferenceEqualityComparer.Instance);
        var full = received.Where(numbers => !ReportOutcomes.All.Any(part => PublishedNumber.IsSmall(part.In(numbers)))).ToHashSet<Numbers>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            if (PublishedNumber.IsSmall(Without(received).Sum(numbers => numbers.Received)) && Fewest(received) is { } hidden)
            {
                received.Remove(hidden);
                full.Remove(hidden);
            }
            else if (known.Any(part => PublishedNumber.IsSmall(Without(full).Sum(part.In))) && Fewest(full) is { } rough)
            {
                full.Remove(rough);
            }
            else
            {
                return new PublishedNumbers(all, total, [.. years.Select(year => (year.Year, Row(year.Numbers)))]);
            }
        }

        IEnumerable<Numbers> Without(HashSet<Numbers> told) => years.Select(year => year.Numbers).Where(numbers => !told.Contains(numbers));

        Numbers? Fewest(HashSet<Numbers> told) => told.MinBy(numbers => numbers.Received);

        PublishedRow Row(Numbers numbers) => full.Contains(numbers) ? PublishedRow.Of(numbers) : received.Contains(numbers) ? PublishedRow.OnlyReceived(numbers) : PublishedRow.Nothing;
    }
}

/// <summary>One row. Null stands for too few to say.</summary>
internal sealed record PublishedRow(PublishedNumber? Received, PublishedNumber? Answered, PublishedNumber? Corrected, PublishedNumber? Declined, int? MedianDays)
{
    public static PublishedRow Nothing { get; } = new(null, null, null, null, null);

    public IEnumerable<ReportOutcomes> Exact => new[] { (ReportOutcomes.Received, Received), (ReportOutcomes.Answered, Answered), (ReportOutcomes.Corrected, Corrected), (ReportOutcomes.Declined, Declined) }
        .Where(cell => cell.Item2?.IsExact == true).Select(cell => cell.Item1);

    /// <summary>Each number exactly, unless a small one would follow from it and those before it.</summary>
    public static PublishedRow Of(Numbers numbers)
    {
        var exact = new List<ReportOutcomes>();
        return new PublishedRow(Tell(ReportOutcomes.Received), Tell(ReportOutcomes.Answered), Tell(ReportOutcomes.Corrected), Tell(ReportOutcomes.Declined), numbers.MedianDays);

        PublishedNumber? Tell(ReportOutcomes part)
        {
            var number = part.In(numbers);
            if (number < PublishedNumber.Fewest || (exact.Count == 0 && part != ReportOutcomes.Received)) return null;
            if (ReportOutcomes.Known([.. exact, part]).Any(known => PublishedNumber.IsSmall(known.In(numbers)))) return PublishedNumber.AtLeast(number);
            exact.Add(part);
            return new PublishedNumber(number, true);
        }
    }

    public static PublishedRow OnlyReceived(Numbers numbers) =>
        new(new PublishedNumber(numbers.Received, true), PublishedNumber.AtLeast(numbers.Answered), PublishedNumber.AtLeast(numbers.Corrected), PublishedNumber.AtLeast(numbers.Declined), numbers.MedianDays);
}

/// <param name="IsExact">If not, it is at least that many.</param>
internal readonly record struct PublishedNumber(int Number, bool IsExact)
{
    public const int Fewest = 10;

    /// <summary>Nobody can be recognised in none.</summary>
    public static bool IsSmall(int number) => number is > 0 and < Fewest;

    /// <summary>A round number so far below the real one that it says little about what is left of the whole.</summary>
    public static PublishedNumber? AtLeast(int number) => (number - Fewest) / 10 * 10 is var round and >= Fewest ? new PublishedNumber(round, false) : null;
}

/// <summary>Some of the three outcomes of a report; the numbers shown are sums of these.</summary>
internal readonly record struct ReportOutcomes(int Bits)
{
    public static readonly ReportOutcomes Corrected = new(1), Declined = new(2), Waiting = new(4), Answered = new(3), Received = new(7);

    public static IEnumerable<ReportOutcomes> All => Enumerable.Range(1, 7).Select(bits => new ReportOutcomes(bits));

    public int In(Numbers numbers) =>
        ((Bits & Corrected.Bits) > 0 ? numbers.Corrected : 0) + ((Bits & Declined.Bits) > 0 ? numbers.Declined : 0) + ((Bits & Waiting.Bits) > 0 ? numbers.Waiting : 0);

    /// <summary>What follows from these by adding and subtracting.</summary>
    public static IReadOnlyCollection<ReportOutcomes> Known(IEnumerable<ReportOutcomes> told)
    {
        var known = told.ToHashSet();
        while (true)
        {
            var more = (from one in known from other in known where (one.Bits & other.Bits) == 0 || (one.Bits & other.Bits) == other.Bits select new ReportOutcomes(one.Bits ^ other.Bits)).Where(part => part.Bits > 0).ToList();
            var count = known.Count;
            known.UnionWith(more);
            if (known.Count == count) return known;
        }
    }
}
