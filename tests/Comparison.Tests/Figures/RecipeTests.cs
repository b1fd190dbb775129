using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Dynamics.Comparison.Figures.Svg;

namespace ComparisonTests.Figures;

public class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_recipe_gives_the_text_that_was_looked_at_and_kept(string name)
    {
        string path = GoldenPath(name),
            svg = SvgDocument.Of(Recipes.All[name]());
        if (Environment.GetEnvironmentVariable("DYNAMICS_RENEW_GOLDEN") == "1")
        {
            File.WriteAllText(path, svg);
        }

        svg.ShouldBe(File.ReadAllText(path), $"Look at the new figure; if it is better, renew {name}.svg.");
    }

    [Theory, MemberData(nameof(Names))]
    public void Two_renderings_are_equal_byte_by_byte(string name) =>
        SvgDocument.Of(Recipes.All[name]()).ShouldBe(SvgDocument.Of(Recipes.All[name]()));

    [Theory, MemberData(nameof(Names))]
    public void A_recipe_is_XML_with_a_title_and_a_physical_size(string name)
    {
        XElement root = XDocument.Parse(SvgDocument.Of(Recipes.All[name]())).Root!;
        root.Name.ShouldBe(XName.Get("svg", "http://www.w3.org/2000/svg"));
        root.Attribute("width")!.Value.ShouldEndWith("pt");
        root.Attribute("role")!.Value.ShouldBe("img");
        root.Elements().First().Name.LocalName.ShouldBe("title");
    }

    private static string GoldenPath(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".svg");
}
