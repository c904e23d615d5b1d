namespace BackSpasmSite.Reports;

/// <summary>
/// The numbers of reports that readers are shown: none below <see cref="Told.Fewest"/>, and none from which one below it could be worked
/// out, because a handful of reports could be traced to their senders.
/// </summary>
/// <param name="Years">By the year in which the reports came, newest first.</param>
internal sealed record PublishedNumbers(Numbers Counted, ToldRow All, IReadOnlyList<(int Year, ToldRow Row)> Years)
{
    public static PublishedNumbers Of(Numbers all, IReadOnlyList<(int Year, Numbers Numbers)> years)
    {
        var total = ToldRow.Of(all);
        if (years is [var only]) return new PublishedNumbers(all, total, [(only.Year, total)]);
        var known = Parts.Known(total.Exact);
        // The sum of the years that are not shown in full follows from the total and the other years.
        var received = years.Select(year => year.Numbers).Where(numbers => numbers.Received >= Told.Fewest).ToHashSet<Numbers>(ReferenceEqualityComparer.Instance);
        var full = received.Where(numbers => !Parts.All.Any(part => Told.IsSmall(part.In(numbers)))).ToHashSet<Numbers>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            if (Told.IsSmall(Without(received).Sum(numbers => numbers.Received)) && Fewest(received) is { } hidden)
            {
                received.Remove(hidden);
                full.Remove(hidden);
            }
            else if (known.Any(part => Told.IsSmall(Without(full).Sum(part.In))) && Fewest(full) is { } rough)
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

        ToldRow Row(Numbers numbers) => full.Contains(numbers) ? ToldRow.Of(numbers) : received.Contains(numbers) ? ToldRow.OnlyReceived(numbers) : ToldRow.Nothing;
    }
}

/// <summary>One row. Null stands for too few to say.</summary>
internal sealed record ToldRow(Told? Received, Told? Answered, Told? Corrected, Told? Declined, int? MedianDays)
{
    public static ToldRow Nothing { get; } = new(null, null, null, null, null);

    public IEnumerable<Parts> Exact => new[] { (Parts.Received, Received), (Parts.Answered, Answered), (Parts.Corrected, Corrected), (Parts.Declined, Declined) }
        .Where(cell => cell.Item2?.IsExact == true).Select(cell => cell.Item1);

    /// <summary>Each number exactly, unless a small one would follow from it and those before it.</summary>
    public static ToldRow Of(Numbers numbers)
    {
        var exact = new List<Parts>();
        return new ToldRow(Tell(Parts.Received), Tell(Parts.Answered), Tell(Parts.Corrected), Tell(Parts.Declined), numbers.MedianDays);

        Told? Tell(Parts part)
        {
            var number = part.In(numbers);
            if (number < Told.Fewest || (exact.Count == 0 && part != Parts.Received)) return null;
            if (Parts.Known([.. exact, part]).Any(known => Told.IsSmall(known.In(numbers)))) return Told.AtLeast(number);
            exact.Add(part);
            return new Told(number, true);
        }
    }

    public static ToldRow OnlyReceived(Numbers numbers) =>
        new(new Told(numbers.Received, true), Told.AtLeast(numbers.Answered), Told.AtLeast(numbers.Corrected), Told.AtLeast(numbers.Declined), numbers.MedianDays);
}

/// <param name="IsExact">If not, it is at least that many.</param>
internal readonly record struct Told(int Number, bool IsExact)
{
    public const int Fewest = 10;

    /// <summary>Nobody can be recognised in none.</summary>
    public static bool IsSmall(int number) => number is > 0 and < Fewest;

    /// <summary>A round number so far below the real one that it says little about what is left of the whole.</summary>
    public static Told? AtLeast(int number) => (number - Fewest) / 10 * 10 is var round and >= Fewest ? new Told(round, false) : null;
}

/// <summary>Some of the three outcomes of a report; the numbers shown are sums of these.</summary>
internal readonly record struct Parts(int Bits)
{
    public static readonly Parts Corrected = new(1), Declined = new(2), Waiting = new(4), Answered = new(3), Received = new(7);

    public static IEnumerable<Parts> All => Enumerable.Range(1, 7).Select(bits => new Parts(bits));

    public int In(Numbers numbers) =>
        ((Bits & Corrected.Bits) > 0 ? numbers.Corrected : 0) + ((Bits & Declined.Bits) > 0 ? numbers.Declined : 0) + ((Bits & Waiting.Bits) > 0 ? numbers.Waiting : 0);

    /// <summary>What follows from these by adding and subtracting.</summary>
    public static IReadOnlyCollection<Parts> Known(IEnumerable<Parts> told)
    {
        var known = told.ToHashSet();
        while (true)
        {
            var more = (from one in known from other in known where (one.Bits & other.Bits) == 0 || (one.Bits & other.Bits) == other.Bits select new Parts(one.Bits ^ other.Bits)).Where(part => part.Bits > 0).ToList();
            var count = known.Count;
            known.UnionWith(more);
            if (known.Count == count) return known;
        }
    }
}
