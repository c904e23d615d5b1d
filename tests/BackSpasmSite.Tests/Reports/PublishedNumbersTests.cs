using BackSpasmSite.Reports;

namespace BackSpasmSite.Tests.Reports;

/// <summary>No number of reports below ten is published, nor can one be worked out from the others.</summary>
public sealed class PublishedNumbersTests
{
    [Theory]
    [InlineData(50, 20, 30, "100 | 70 | 50 | 20")]
    [InlineData(50, 20, 0, "70 | 70 | 50 | 20")]
    // Five are waiting: received less answered would say so.
    [InlineData(50, 20, 5, "75 | 60 or more | 50 | 10 or more")]
    // Three were declined: answered less corrected would say so.
    [InlineData(50, 3, 30, "83 | 53 | 40 or more | too few")]
    [InlineData(3, 50, 30, "83 | 53 | too few | 40 or more")]
    [InlineData(4, 4, 30, "38 | too few | too few | too few")]
    [InlineData(11, 0, 2, "13 | too few | too few | too few")]
    [InlineData(4, 3, 2, "too few | too few | too few | too few")]
    public void A_row_tells_no_small_number_and_gives_none_away(int corrected, int declined, int waiting, string told) =>
        Assert.Equal(told, Shown(PublishedRow.Of(Numbers(corrected, declined, waiting))));

    [Fact]
    public void A_year_that_could_be_worked_out_from_the_others_takes_the_smallest_of_them_with_it()
    {
        var few = Told([(12, 0, 0), (11, 0, 0), (2, 0, 0)]);
        Assert.Equal(["12 | 12 | 12 | too few", "too few | too few | too few | too few", "too few | too few | too few | too few"], few.Years.Select(year => Shown(year.Row)));

        Assert.Equal("64 | 40 or more | 38 | too few", Shown(Assert.Single(Told([(38, 19, 7)]).Years).Row));

        // All three years have enough reports, but the last has few that were declined.
        var split = Told([(20, 20, 0), (30, 30, 0), (40, 3, 0)]);
        Assert.Equal(["40 | 30 or more | 10 or more | 10 or more", "60 | 60 | 30 | 30", "43 | 30 or more | 30 or more | too few"], split.Years.Select(year => Shown(year.Row)));
    }

    [Fact]
    public void Whatever_the_numbers_nothing_below_ten_can_be_worked_out()
    {
        var random = new Random(17);
        for (var round = 0; round < 3000; round++)
        {
            var years = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Few(random), Few(random), Few(random))).ToArray();
            Assert.Equal("", GivenAway(years, Told(years)));
        }

        static int Few(Random random) => random.Next(4) switch { 0 => 0, 1 => random.Next(1, 10), _ => random.Next(10, 40) };
    }

    /// <summary>What follows from the exact numbers as sums and differences, which is all that a reader can do with them.</summary>
    private static string GivenAway((int Corrected, int Declined, int Waiting)[] years, PublishedNumbers told)
    {
        int[] values = [.. years.SelectMany(year => new[] { year.Corrected, year.Declined, year.Waiting })];
        var known = new List<double[]>();
        Learn(told.All, _ => true);
        for (var i = 0; i < years.Length; i++)
        {
            var year = i;
            Learn(told.Years[year].Row, index => index / 3 == year);
        }

        if (told.All.Received is not null && told.Counted.Waiting == 0)
            for (var i = 0; i < years.Length; i++) known.Add(Sum(index => index == (3 * i) + 2));

        for (var i = 0; i < years.Length; i++)
        {
            foreach (var parts in new[] { new[] { 0 }, [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2] })
            {
                var year = i;
                var asked = Sum(index => index / 3 == year && parts.Contains(index % 3));
                if (asked.Zip(values, (one, value) => one * value).Sum() is > 0 and < 10 && Rank(known) == Rank([.. known, asked]))
                    return $"{string.Join(", ", years)}: year {year}, {string.Join(" and ", parts)}";
            }
        }

        return "";

        void Learn(PublishedRow row, Func<int, bool> isIn)
        {
            foreach (var (cell, parts) in new[] { (row.Received, new[] { 0, 1, 2 }), (row.Answered, [0, 1]), (row.Corrected, [0]), (row.Declined, [1]) })
            {
                if (cell is not { } number) continue;
                var sum = Sum(index => isIn(index) && parts.Contains(index % 3));
                var real = sum.Zip(values, (one, value) => one * value).Sum();
                Assert.True(number.Number >= 10 && (number.IsExact ? number.Number == real : number.Number <= real), $"{number} for {real}");
                if (number.IsExact) known.Add(sum);
            }
        }

        double[] Sum(Func<int, bool> isIn) => [.. Enumerable.Range(0, values.Length).Select(index => isIn(index) ? 1.0 : 0)];
    }

    private static int Rank(IEnumerable<double[]> rows)
    {
        var left = rows.Select(row => (double[])row.Clone()).ToList();
        var rank = 0;
        for (var column = 0; left.Count > 0 && column < left[0].Length; column++)
        {
            if (left.Find(row => Math.Abs(row[column]) > 1e-9) is not { } pivot) continue;
            left.Remove(pivot);
            rank++;
            foreach (var row in left)
                if (row[column] / pivot[column] is var times and not 0)
                    for (var i = 0; i < row.Length; i++) row[i] -= times * pivot[i];
        }

        return rank;
    }

    private static PublishedNumbers Told((int Corrected, int Declined, int Waiting)[] years) => PublishedNumbers.Of(
        Numbers(years.Sum(year => year.Corrected), years.Sum(year => year.Declined), years.Sum(year => year.Waiting)),
        [.. years.Select((year, index) => (2026 - index, Numbers(year.Corrected, year.Declined, year.Waiting)))]);

    private static Numbers Numbers(int corrected, int declined, int waiting) =>
        new(corrected + declined + waiting, corrected + declined, corrected, declined, MedianDays: null, waiting, LongestWait: null);

    private static string Shown(PublishedRow row) => string.Join(" | ", new[] { row.Received, row.Answered, row.Corrected, row.Declined }
        .Select(told => told is not { } number ? "too few" : number.IsExact ? $"{number.Number}" : $"{number.Number} or more"));
}
