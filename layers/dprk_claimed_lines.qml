<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0-A Coruña" hasScaleBasedVisibilityFlag="0" minScale="10000000000" maxScale="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" simplifyAlgorithm="0" labelsEnabled="1" styleCategories="AllStyleCategories">
 <temporal enabled="1" mode="4" limitMode="1" startField="" endField="" startExpression="coalesce(with_variable('day', regexp_substr(&quot;valid_from&quot;, '^(\\d{4}(-\\d\\d){0,2})'), to_date(@day || substr('-01-01', length(@day) - 3))), to_date('0001-01-01'))" endExpression="to_date('9999-12-31')" durationField="" durationUnit="min" fixedDuration="0" accumulate="0">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
  <rules key="{00000000-0000-0000-0000-000000000000}">
   <rule key="{00000000-0000-0000-0000-000000000001}" symbol="0" label="DPRK lines of 1999 and 2000" filter="NOT ('; ' || coalesce(&quot;status&quot;, '') || ';' LIKE '%; schematic;%')" />
   <rule key="{00000000-0000-0000-0000-000000000002}" symbol="1" label="DPRK lines of 1999 and 2000, schematic" filter="'; ' || coalesce(&quot;status&quot;, '') || ';' LIKE '%; schematic;%'" />
  </rules>
  <symbols>
   <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="SimpleLine" pass="0">
     <prop k="line_color" v="36,132,189,255" />
     <prop k="line_style" v="solid" />
     <prop k="line_width" v="0.5292" />
     <prop k="line_width_unit" v="MM" />
     <prop k="capstyle" v="flat" />
     <prop k="joinstyle" v="round" />
     <prop k="use_custom_dash" v="1" />
     <prop k="customdash" v="1.3229;1.0583" />
     <prop k="customdash_unit" v="MM" />
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, @value, @value * 0.533)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="customDash" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, '1.3229;1.0583', '0.7051;0.5641')" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="SimpleLine" pass="0">
     <prop k="line_color" v="36,132,189,191" />
     <prop k="line_style" v="solid" />
     <prop k="line_width" v="0.3704" />
     <prop k="line_width_unit" v="MM" />
     <prop k="capstyle" v="flat" />
     <prop k="joinstyle" v="round" />
     <prop k="use_custom_dash" v="1" />
     <prop k="customdash" v="0.5292;1.0583" />
     <prop k="customdash_unit" v="MM" />
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, @value, @value * 0.533)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="customDash" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, '0.5292;1.0583', '0.2821;0.5641')" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="{00000000-0000-0000-0000-000000000000}">
   <rule key="{00000000-0000-0000-0000-000000000001}" description="along the line" filter="NOT ($length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.2 * 0.52 * length(coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', ''))) * if(@layout_name IS NULL, 12, 9.36))">
    <settings calloutType="simple">
     <text-style fieldName="if(coalesce(&quot;name_ko&quot;, '') = '' OR $length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.6 * (0.52 * length(if($length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.2 * 0.52 * length(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) * if(@layout_name IS NULL, 12, 9.36), coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', '')), coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) || '') + length(&quot;name_ko&quot;)) * if(@layout_name IS NULL, 12, 9.36), if($length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.2 * 0.52 * length(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) * if(@layout_name IS NULL, 12, 9.36), coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', '')), coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) || '', if($length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.2 * 0.52 * length(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) * if(@layout_name IS NULL, 12, 9.36), coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', '')), coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;)) || '' || '  ' || &quot;name_ko&quot;)" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Bold" fontWeight="75" fontItalic="0" fontSize="9" fontSizeUnit="Point" fontLetterSpacing="0" textColor="44,109,148,255" textOpacity="1" multilineHeight="0.9" allowHtml="0" blendMode="0" fontKerning="1">
      <families>
       <family name="Noto Sans CJK KR" />
       <family name="Malgun Gothic" />
       <family name="Apple SD Gothic Neo" />
      </families>
      <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
     </text-style>
     <text-format multilineAlign="1" wrapChar="¦" decimals="3" />
     <placement placement="3" placementFlags="14" polygonPlacementFlags="2" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="1" quadOffset="4" dist="1.0583" distUnits="MM" repeatDistance="185.2083" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="2.6458" overrunDistanceUnit="MM" priority="6" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="1" geometryGeneratorType="LineGeometry" geometryGenerator="transform(smooth(simplify(transform($geometry, 'EPSG:4326', 'EPSG:5179'), 3 * (@map_scale * 0.000264583)), 3), 'EPSG:5179', 'EPSG:4326')" layerType="UnknownGeometry" />
     <rendering drawLabels="1" scaleVisibility="1" scaleMin="0" scaleMax="5151200" mergeLines="1" labelPerPart="0" obstacle="1" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="6" />
     <dd_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="Size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, 9, 7.02)" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </dd_properties>
    </settings>
   </rule>
   <rule key="{00000000-0000-0000-0000-000000000002}" description="beside a line that is too short" filter="$length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 1.2 * 0.52 * length(coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', ''))) * if(@layout_name IS NULL, 12, 9.36) AND NOT ($length * coalesce(length(intersection(transform($geometry, 'EPSG:4326', @map_crs), @map_extent)) / length(transform($geometry, 'EPSG:4326', @map_crs)), 1) &lt; (@map_scale * 0.000264583) * 0.5 * 0.52 * length(coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', ''))) * if(@layout_name IS NULL, 12, 9.36))">
    <settings calloutType="simple">
     <text-style fieldName="coalesce(nullif(regexp_substr(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), '\\(([A-Z]+)\\)$'), ''), regexp_replace(coalesce(nullif(&quot;label&quot;, ''), &quot;name&quot;), ' \\([a-z]+\\)$', ''))" isExpression="1" fontFamily="Noto Sans CJK KR" namedStyle="Bold" fontWeight="75" fontItalic="0" fontSize="9" fontSizeUnit="Point" fontLetterSpacing="0" textColor="44,109,148,255" textOpacity="1" multilineHeight="0.9" allowHtml="0" blendMode="0" fontKerning="1">
      <families>
       <family name="Noto Sans CJK KR" />
       <family name="Malgun Gothic" />
       <family name="Apple SD Gothic Neo" />
      </families>
      <text-buffer bufferDraw="1" bufferSize="0.5292" bufferSizeUnits="MM" bufferColor="251,250,245,255" bufferOpacity="0.9" bufferJoinStyle="128" bufferNoFill="1" bufferBlendMode="0" />
     </text-style>
     <text-format multilineAlign="3" wrapChar="¦" decimals="3" />
     <placement placement="6" placementFlags="14" polygonPlacementFlags="2" predefinedPositionOrder="R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL" offsetUnits="MM" offsetType="0" quadOffset="4" dist="1.3229" distUnits="MM" repeatDistance="0" repeatDistanceUnits="MM" maxCurvedCharAngleIn="60" maxCurvedCharAngleOut="-60" overrunDistance="0" overrunDistanceUnit="MM" priority="4" centroidWhole="0" centroidInside="1" fitInPolygonOnly="0" lineAnchorPercent="0.5" lineAnchorType="0" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" geometryGenerator="with_variable('seen', if(intersects($geometry, transform(@map_extent, @map_crs, 'EPSG:4326')), intersection($geometry, transform(@map_extent, @map_crs, 'EPSG:4326')), $geometry), line_interpolate_point(@seen, length(@seen) * 0.5))" layerType="UnknownGeometry" />
     <rendering drawLabels="1" scaleVisibility="1" scaleMin="0" scaleMax="5151200" mergeLines="1" labelPerPart="0" obstacle="1" obstacleFactor="1" fontLimitPixelSize="0" upsidedownLabels="0" limitNumLabels="0" zIndex="4" />
     <dd_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="Size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="if(@layout_name IS NULL, 9, 7.02)" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="PredefinedPositionOrder" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="with_variable('bearing', (with_variable('seen', transform(if(intersects($geometry, transform(@map_extent, @map_crs, 'EPSG:4326')), intersection($geometry, transform(@map_extent, @map_crs, 'EPSG:4326')), $geometry), 'EPSG:4326', 'EPSG:5179'), degrees(azimuth(line_interpolate_point(@seen, length(@seen) * 0.4), line_interpolate_point(@seen, length(@seen) * 0.6)))) + 180) % 180, CASE WHEN @bearing &lt; 20 OR @bearing &gt; 160 THEN 'R,L' WHEN @bearing &lt; 75 THEN 'BR,TL' WHEN @bearing &lt;= 105 THEN 'T,B' ELSE 'TR,BL' END)" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </dd_properties>
    </settings>
   </rule>
  </rules>
 </labeling>
 <blendMode>0</blendMode>
 <layerOpacity>1</layerOpacity>
 <fieldConfiguration>
  <field name="feature_id">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="layer">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name_ko">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="label">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="kind">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="status">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="method">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="accuracy_m">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="accuracy_note">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="valid_from">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="source_ids">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="note">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="length_km">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="mention_count">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="fid">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="id">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="feature_id" name="Id" />
  <alias field="layer" name="Layer" />
  <alias field="name" name="Name" />
  <alias field="name_ko" name="Name in Hangul" />
  <alias field="label" name="Label on the map" />
  <alias field="kind" name="Kind" />
  <alias field="status" name="Status" />
  <alias field="method" name="How it was drawn" />
  <alias field="accuracy_m" name="Accuracy ± (m)" />
  <alias field="accuracy_note" name="Why so accurate" />
  <alias field="valid_from" name="Valid from" />
  <alias field="source_ids" name="Sources" />
  <alias field="note" name="Note" />
  <alias field="length_km" name="Length (km)" />
  <alias field="mention_count" name="Mentions" />
  <alias field="fid" name="Row" />
  <alias field="id" name="GeoJSON id" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column type="field" name="feature_id" hidden="0" width="-1" />
   <column type="field" name="layer" hidden="0" width="-1" />
   <column type="field" name="name" hidden="0" width="-1" />
   <column type="field" name="name_ko" hidden="0" width="-1" />
   <column type="field" name="label" hidden="0" width="-1" />
   <column type="field" name="kind" hidden="0" width="-1" />
   <column type="field" name="status" hidden="0" width="-1" />
   <column type="field" name="method" hidden="0" width="-1" />
   <column type="field" name="accuracy_m" hidden="0" width="-1" />
   <column type="field" name="accuracy_note" hidden="0" width="-1" />
   <column type="field" name="valid_from" hidden="0" width="-1" />
   <column type="field" name="source_ids" hidden="0" width="-1" />
   <column type="field" name="note" hidden="0" width="-1" />
   <column type="field" name="length_km" hidden="0" width="-1" />
   <column type="field" name="mention_count" hidden="0" width="-1" />
   <column type="field" name="fid" hidden="1" width="-1" />
   <column type="field" name="id" hidden="1" width="-1" />
  </columns>
 </attributetableconfig>
 <editorlayout>tablayout</editorlayout>
 <attributeEditorForm>
  <attributeEditorContainer name="Place" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="name" index="2" showLabel="1" />
   <attributeEditorField name="name_ko" index="3" showLabel="1" />
   <attributeEditorField name="label" index="4" showLabel="1" />
   <attributeEditorField name="kind" index="5" showLabel="1" />
   <attributeEditorField name="status" index="6" showLabel="1" />
   <attributeEditorField name="note" index="12" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Dates" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="valid_from" index="10" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Geometry" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="method" index="7" showLabel="1" />
   <attributeEditorField name="accuracy_m" index="8" showLabel="1" />
   <attributeEditorField name="accuracy_note" index="9" showLabel="1" />
   <attributeEditorField name="length_km" index="13" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Sources" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="feature_id" index="0" showLabel="1" />
   <attributeEditorField name="layer" index="1" showLabel="1" />
   <attributeEditorField name="source_ids" index="11" showLabel="1" />
  </attributeEditorContainer>
  <attributeEditorContainer name="Passages" columnCount="1" groupBox="0" showLabel="1">
   <attributeEditorField name="mention_count" index="14" showLabel="1" />
  </attributeEditorContainer>
 </attributeEditorForm>
 <previewExpression>"name"</previewExpression>
 <mapTip>&lt;div style="width:400px;font-family:'Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif;font-size:13px;color:#2b2f33"&gt;&lt;b style="font-size:15px"&gt;[% replace(replace(replace(coalesce("name", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') %]&lt;/b&gt; [% replace(replace(replace(coalesce("name_ko", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;') %][% if(coalesce("status", '') = '', '', '&lt;br&gt;&lt;b&gt;Status&lt;/b&gt; ' || replace(replace(replace(coalesce("status", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')) %][% if(coalesce("valid_from", '') = '', '', '&lt;br&gt;&lt;b&gt;Date&lt;/b&gt; ' || replace(replace(replace(coalesce("valid_from", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')) %][% if("accuracy_m" IS NULL, '', '&lt;br&gt;&lt;b&gt;Accuracy (95 %)&lt;/b&gt; ± ' || format_number("accuracy_m", 0) || ' m') %][% if(coalesce("note", '') = '', '', '&lt;br&gt;&lt;b&gt;Note&lt;/b&gt; ' || replace(replace(replace(coalesce("note", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')) %]&lt;/div&gt;</mapTip>
 <layerGeometryType>1</layerGeometryType>
</qgis>
